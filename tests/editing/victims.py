"""Writers that a test kills: `python -m tests.editing.victims` runs what its input says.

Each line of the input names a writer and its argument; it runs in a process of its own, forked
from this one, which has everything loaded. The output tells the number of that process when it
begins, and how it ended.
"""

import os
import sys
from pathlib import Path

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402  models are ready only now
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from directory.editing.imports.comparison import comparison_of, mark_of  # noqa: E402
from directory.editing.loading.load import load_directory  # noqa: E402
from directory.models import Citation, Source, Upload  # noqa: E402
from tests.admin.forms import form_data  # noqa: E402

SITE = "lumi-ai-factory"
FORM = reverse("admin:index") + f"directory/factory/{SITE}/change/"


def load(directory: str) -> None:
    """Load changed fixture files."""
    assert load_directory(Path(directory), who="load").edition


def editor() -> Client:
    """Log the editor in."""
    client = Client()
    client.force_login(User.objects.get(username="editor"))
    return client


def filled_in(text: str) -> tuple[Client, dict]:
    """Open the form of a factory and change summary and a step in it, and add a citation."""
    client = editor()
    data = form_data(client.get(FORM))
    new = f"citations-{data['citations-TOTAL_FORMS']}-"
    cited = Citation.objects.filter(site=SITE, field="aliases").values("source")
    return client, data | {
        "why": text,
        "summary": text,
        "milestones-0-note": text,
        "citations-TOTAL_FORMS": data["citations-TOTAL_FORMS"] + 1,
        f"{new}site": SITE,
        f"{new}field": "aliases",
        f"{new}source": Source.objects.exclude(pk__in=cited).first().pk,
        f"{new}note": text,
    }


def save(filled_in: tuple[Client, dict]) -> None:
    """Send the form back."""
    client, data = filled_in
    answer = client.post(FORM, data)
    assert answer.status_code == 302, answer.content.decode()


def chosen(key: str) -> tuple[Client, str, dict]:
    """Choose all that a kept upload says."""
    upload = Upload.objects.get(pk=key)
    marked = [f"{line.slug} {mark_of(line)}" for line in comparison_of(upload).lines]
    page = reverse("editing:upload", args=[key])
    return editor(), page, {"chosen": marked, "why": "Imported.", "apply": "yes"}


def apply(chosen: tuple[Client, str, dict]) -> None:
    """Apply what was chosen."""
    client, page, data = chosen
    answer = client.post(page, data)
    assert answer.status_code == 302, answer.content.decode()


def tell(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def main() -> None:
    setup_test_environment()
    writers = {"load": (str, load), "save": (filled_in, save), "import": (chosen, apply)}
    for line in sys.stdin:
        name, argument = line.rstrip("\n").split(" ", 1)
        prepare, write = writers[name]
        prepared = prepare(argument)
        connection.close()
        if child := os.fork():
            tell(os.waitpid(child, 0)[1])
            continue
        tell(os.getpid())
        try:
            write(prepared)
        except BaseException:  # noqa: BLE001  a fork must end here, whatever happens
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)


if __name__ == "__main__":
    main()
