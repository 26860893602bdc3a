"""A writer that is killed, at whatever moment, leaves the old state or the new one, whole."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection

from directory.editing import canonical
from directory.editing.change import recorded_change
from directory.editing.imports.choosing import keep
from directory.editing.imports.reading import read_upload
from directory.editing.kinds import KINDS
from directory.editing.loading.fixture_files import directory_forms
from directory.editing.loading.load import fingerprint
from directory.models import Baseline, Edition, Site, Source, Supercomputer, Version
from tests import own_database

ROOT = Path(__file__).parents[2]
LUMI = "lumi-ai-factory"
WRITERS = ("load", "save", "import")
FEW = pytest.param(WRITERS, 5, id="few")
MANY = [pytest.param((one,), 50, id=one, marks=pytest.mark.slow) for one in WRITERS]
FINISHED, KILLED = 0, -signal.SIGKILL


class Victims:
    """Writers in processes of their own, which start at once and die when told."""

    def __init__(self) -> None:
        variables = {
            "DATABASE_URL": own_database.url(),
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
            "SECRET_KEY": settings.SECRET_KEY,
            "STATIC_ROOT": str(settings.STATIC_ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.editing.victims"],
            cwd=ROOT,
            env=os.environ | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def write(self, writer: str, argument: str, *, for_seconds: float | None = None) -> int:
        """Let a writer write, and kill it after some seconds; return how it ended."""
        self.process.stdin.write(f"{writer} {argument}\n")
        pid = int(self.process.stdout.readline())
        begin = time.monotonic()
        if for_seconds is not None:
            time.sleep(for_seconds)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        status = int(self.process.stdout.readline())
        self.took = time.monotonic() - begin
        return os.waitstatus_to_exitcode(status)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(60)


@pytest.fixture
def victims(own_network):
    User.objects.create_superuser("editor")
    connection.close()
    victims = Victims()
    yield victims
    victims.end()


@pytest.fixture
def written_down(tmp_path):
    """Give what tells a writer to write a text: files, the key of an upload, or the text."""
    files = {}
    for name in ("sites", "supercomputers"):
        records = canonical.read((settings.FIXTURES_DIR / f"{name}.yaml").read_text())
        changed = {slug: {**record, "summary": "@@"} for slug, record in records.items()}
        files[f"{name}.yaml"] = canonical.write(changed)
    directory = tmp_path / "files"
    directory.mkdir()

    def for_the_load(text):
        for name, content in files.items():
            (directory / name).write_text(content.replace("@@", text))
        return str(directory)

    def for_the_import(text):
        lines = ["slug,publisher", *(f"{slug},{text}" for slug in imported())]
        file = read_upload("sources.csv", "\n".join(lines).encode())
        return str(keep(file, "sources.csv", who="editor").pk)

    return {"load": for_the_load, "save": str, "import": for_the_import}


def imported():
    return list(Source.objects.order_by("slug").values_list("slug", flat=True)[:200])


def said_by(writer):
    """What the records say that a writer changes, each way in which it does."""
    if writer == "load":
        # What was edited in the directory, the load leaves so.
        sites = Site.objects.exclude(slug=LUMI).values_list("summary", flat=True)
        return {*sites, *Supercomputer.objects.values_list("summary", flat=True)}
    if writer == "import":
        sources = Source.objects.filter(slug__in=imported())
        return set(sources.values_list("publisher", flat=True))
    site = Site.objects.get(slug=LUMI)
    noted = site.citations.exclude(note="").order_by("-pk").values_list("note", flat=True)
    return {site.summary, site.milestones.first().note, noted.first()}


def rows():
    """Every row of the directory, apart from sessions and accounts."""
    return {table: rows for table, rows in own_database.rows().items() if "directory_" in table}


def assert_in_order():
    """Check that the next writer has its turn, and that the database is sound."""
    with recorded_change("next"):
        pass  # after it the server, too, has noticed that the one before is dead
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []


def assert_whole(edited):
    """Check that records and history agree, and all but the edited ones with the last load."""
    numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert not Edition.objects.filter(versions=None).exists()
    for name, kind in KINDS.items():
        forms = directory_forms(kind)
        slugs = Version.objects.filter(kind=name).order_by().values_list("slug", flat=True)
        kept = Version.objects.latest_forms(name, list(slugs.distinct()))
        written = {slug: canonical.write(form) for slug, form in forms.items()}
        assert {slug: form for slug, form in kept.items() if form} == written
        loaded = dict(Baseline.objects.filter(kind=name).values_list("slug", "fingerprint"))
        assert loaded.keys() == forms.keys()
        differ = {slug for slug, form in forms.items() if loaded[slug] != fingerprint(form)}
        assert differ <= edited


@pytest.mark.parametrize(("writers", "times"), [FEW, *MANY])
def test_a_killed_writer_leaves_the_old_state_or_the_new_one(victims, written_down, writers, times):
    edited_by = {"load": [], "save": [LUMI], "import": imported()}
    edited = {slug for writer in writers for slug in edited_by[writer]}
    takes = {}
    for writer in writers:
        assert victims.write(writer, written_down[writer]("at first")) == FINISHED
        takes[writer] = victims.took
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")  # noqa: T201  shown where the test fails
    moments = random.Random(seed)
    ends = Counter()
    for number in range(times):
        writer, text = writers[number % len(writers)], f"run {number}"
        argument = written_down[writer](text)
        edition, before = Edition.current_number(), rows()

        moment = moments.uniform(0, takes[writer])
        end = victims.write(writer, argument, for_seconds=moment)

        assert_in_order()
        is_new = Edition.current_number() != edition
        ends[end, "new" if is_new else "old"] += 1
        if is_new:
            assert (Edition.current_number(), said_by(writer)) == (edition + 1, {text})
            assert_whole(edited)
        else:
            assert rows() == before

    print(ends)  # noqa: T201
    assert {end for end, _state in ends} <= {FINISHED, KILLED}
    assert ends[KILLED, "old"]
    for writer in writers:
        assert victims.write(writer, written_down[writer]("at last")) == FINISHED
        assert said_by(writer) == {"at last"}
    assert_whole(edited)
