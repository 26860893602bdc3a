"""Fixture files: the whole directory as YAML, one file for each kind of record."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from directory.editing import canonical
from directory.editing.kinds import KINDS, Kind
from directory.editing.problems import ChangeRefusedError, Problem
from directory.editing.record_forms import Form, record_form

Forms = dict[str, Form]


def fixture_path(directory: Path, kind: Kind) -> Path:
    return directory / f"{kind.name}.yaml"


def directory_forms(kind: Kind) -> Forms:
    """Return the forms of all records of a kind, by slug."""
    return {record.pk: record_form(kind, record) for record in kind.records()}


def dump_directory(directory: Path) -> dict[str, int]:
    """Write the database to `directory` in canonical form; return the counts by kind."""
    directory.mkdir(parents=True, exist_ok=True)
    counts = {}
    for kind in KINDS.values():
        forms = directory_forms(kind)
        text = canonical.write(forms) if forms else ""
        fixture_path(directory, kind).write_text(text, encoding="utf-8")
        counts[kind.name] = len(forms)
    return counts


def read_fixture_files(directory: Path) -> dict[str, Forms]:
    """Return the forms in the files of `directory` by kind; kinds without a file are left out.

    Raises ChangeRefusedError where a file is no valid YAML, has a key twice or an unknown name.
    """
    problems = []
    forms: dict[str, Forms] = {}
    if not directory.is_dir():
        raise ChangeRefusedError(
            [Problem(str(directory), "", "", _("There is no such directory."))]
        )
    for path in sorted(directory.glob("*.y*ml")):
        if path.suffix != ".yaml" or path.stem not in KINDS:
            accepted = ", ".join(f"{name}.yaml" for name in KINDS)
            reason = _("Unknown file. Accepted are: %s.") % accepted
            problems.append(Problem(path.name, "", "", reason))
            continue
        try:
            forms[path.stem] = read_records(path.read_text(encoding="utf-8"))
        except ValueError as error:
            problems.append(Problem(path.stem, "", "", str(error)))
    if not forms and not problems:
        problems.append(Problem(str(directory), "", "", _("There is no fixture file in it.")))
    if problems:
        raise ChangeRefusedError(problems)
    return forms


def read_records(text: str) -> dict[str, Any]:
    """Return what a fixture file says, slug by slug; raise ValueError where it is none."""
    content = canonical.read(text) or {}
    if not isinstance(content, dict) or not all(isinstance(slug, str) for slug in content):
        raise ValueError(_("Expected a mapping of slugs to records."))
    return content
