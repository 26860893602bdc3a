"""Copy as code: what the lines of curl and Python fetch is what the selection counts."""

import csv
import io
import os
import subprocess
import sys

import pytest
from django.http import QueryDict

from directory.columns import COLUMNS
from directory.formats.snippets import snippets
from directory.selection import SELECTIONS

pytestmark = pytest.mark.usefixtures("network")

QUESTIONS = [
    ("sites", "country=DE&country=FI&country=PL&sort=-name&as_of=2026-06-01"),
    ("sites", "q=Poznań"),
    ("sources", "q=Forschungszentrum Jülich&sort=title"),
    ("sources", "q=l'été à Łódź %26 $(exit 1) \"`'\\"),
    ("changes", "kind=sites"),
]
#: The server is on this machine, whatever proxy the others are behind.
DIRECTLY = {**os.environ, "NO_PROXY": "*", "no_proxy": "*"}


def run(*command, **options):
    ran = subprocess.run(
        command, env=DIRECTLY, capture_output=True, check=False, timeout=60, **options
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()


@pytest.fixture
def selections():
    return [SELECTIONS[name](QueryDict(query)) for name, query in QUESTIONS]


def code(selection, root, language):
    found = snippets(selection, lambda address: root + address)
    return next(snippet.code for snippet in found if snippet.language == language)


def test_curl_and_python_fetch_as_many_rows_as_the_selection_counts(
    live_server, selections, tmp_path
):
    counts = [selection.count for selection in selections]
    assert 0 in counts
    assert len({count for count in counts if count}) > 2

    for selection in selections:
        run("sh", "-c", code(selection, live_server.url, "curl"), cwd=tmp_path)
        text = (tmp_path / f"{selection.path_names()[0]}.csv").read_text(encoding="utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text)))) == selection.count

    lines = [
        f"{code(s, live_server.url, 'Python')}\nprint(len({s.name}), {s.name}.columns[0])"
        for s in selections
    ]
    told = run(sys.executable, "-c", "\n".join(lines)).splitlines()
    first = [COLUMNS[selection.name][0].name for selection in selections]
    assert told == [f"{count} {name}" for count, name in zip(counts, first, strict=True)]
