"""Loading: bringing the database to what fixture files say, without overwriting edits unasked."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.utils.translation import gettext as _

from directory.editing.change import recorded_change
from directory.editing.fixture_files import Forms, directory_forms, read_fixture_files
from directory.editing.form_reader import read_record
from directory.editing.kinds import KINDS, Kind, kind_of
from directory.editing.problems import Problem
from directory.editing.read_records import ReadRecord
from directory.editing.record_forms import Form
from directory.models import Baseline


class Prefer(Enum):
    """Which side is right where a file and an edit in the database contradict each other."""

    NEITHER = "neither"
    FILE = "file"
    DATABASE = "database"


class Outcome(Enum):
    """What loading does with a record."""

    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"
    UNCHANGED = "unchanged"
    KEPT = "kept as edited"
    CONFLICT = "in conflict"
    NOT_IN_FILE = "not in the file, kept"


WRITES = (Outcome.CREATED, Outcome.CHANGED, Outcome.DELETED)


@dataclass
class Line:
    """What loading does with one record, with its forms: None where there is none."""

    kind: Kind
    slug: str
    outcome: Outcome
    in_file: Form | None
    in_database: Form | None

    def differences(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield (field, value in the database, value in the file) for each field that differs."""
        yield from _differences("", self.in_database or {}, self.in_file or {})


def _differences(path: str, before: Form, after: Form) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name), after.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _differences(f"{path}{name}.", old, new)
        elif old != new:
            yield f"{path}{name}", old, new


@dataclass
class Report:
    """What a load did, or would do."""

    lines: list[Line] = field(default_factory=list)
    edition: int | None = None

    def having(self, *outcomes: Outcome) -> list[Line]:
        return [line for line in self.lines if line.outcome in outcomes]


def load_directory(
    directory: Path,
    *,
    who: str,
    prefer: Prefer = Prefer.NEITHER,
    dry_run: bool = False,
    progress: Callable[[Kind, list[Line]], None] = lambda kind, lines: None,
) -> Report:
    """Bring the database to what the files of `directory` say, as one recorded change.

    A record edited since its file was last loaded is not overwritten (see `prefer`). Raises
    ChangeRefusedError with everything that is wrong in any file; then nothing was written.
    """
    files = read_fixture_files(directory)
    report = Report()
    with transaction.atomic():
        with recorded_change(who, _("Loaded the fixture files.")) as change:
            change.problems += _load(files, prefer, report, progress)
        report.edition = change.edition.number if change.edition else None
        connection.check_constraints()  # also what a dry run would only meet at the commit
        if dry_run:
            transaction.set_rollback(True)
    return report


def _load(
    files: dict[str, Forms],
    prefer: Prefer,
    report: Report,
    progress: Callable[[Kind, list[Line]], None],
) -> list[Problem]:
    """Write what the files say; return everything that is wrong with it."""
    problems: list[Problem] = []
    records: list[ReadRecord] = []
    known = partial(_known_slugs, files, prefer, {})
    for kind in (KINDS[name] for name in KINDS if name in files):
        read = {
            slug: read_record(kind, slug, form, known) for slug, form in files[kind.name].items()
        }
        faulty = {slug: record for slug, record in read.items() if record.problems}
        in_file = {slug: record.form() for slug, record in read.items() if slug not in faulty}
        in_database = directory_forms(kind)
        compared = {*in_file, *in_database} - {*faulty}
        lines = list(_compare(kind, sorted(compared), in_file, in_database, prefer))
        problems += [problem for record in faulty.values() for problem in record.problems]
        records += [read[line.slug] for line in lines if line.outcome in WRITES and line.in_file]
        report.lines += lines
        progress(kind, lines)
    problems += _write(records)
    problems += _delete(reversed(report.having(Outcome.DELETED)))
    _remember(report.lines, prefer)
    _forget(files)
    return problems


def _known_slugs(
    files: dict[str, Forms],
    prefer: Prefer,
    seen: dict[type[models.Model], set[str]],
    model: type[models.Model],
) -> Collection[str]:
    """Return the slugs that a reference to `model` may name: those that will be in the database."""
    if model not in seen:
        kind = kind_of(model)
        stored = set(model._default_manager.values_list("slug", flat=True))
        coming = set(files.get(kind.name, ()))
        if prefer is not Prefer.FILE:  # what was deleted in the admin stays so
            loaded = Baseline.objects.filter(kind=kind.name).values_list("slug", flat=True)
            coming -= set(loaded)
        seen[model] = stored | coming
    return seen[model]


def _compare(
    kind: Kind, slugs: list[str], in_file: Forms, in_database: Forms, prefer: Prefer
) -> Iterator[Line]:
    """Yield what to do with each record: file, database and the last load are held together."""
    loaded = dict(Baseline.objects.filter(kind=kind.name).values_list("slug", "fingerprint"))
    for slug in slugs:
        file, database = in_file.get(slug), in_database.get(slug)
        outcome = _outcome(file, database, loaded.get(slug), prefer)
        if outcome:
            yield Line(kind, slug, outcome, file, database)


def _outcome(
    file: Form | None, database: Form | None, loaded: str | None, prefer: Prefer
) -> Outcome | None:
    if file is None:
        if loaded is None:
            return None  # made in the admin, never in a file
        return Outcome.DELETED if prefer is Prefer.FILE else Outcome.NOT_IN_FILE
    if file == database:
        return Outcome.UNCHANGED
    write = Outcome.CREATED if database is None else Outcome.CHANGED
    edited = loaded is not None if database is None else fingerprint(database) != loaded
    if not edited or prefer is Prefer.FILE:
        return write
    if fingerprint(file) == loaded or prefer is Prefer.DATABASE:
        return Outcome.KEPT
    return Outcome.CONFLICT


def fingerprint(form: Form) -> str:
    """Return a text that two forms share only if they say the same."""
    plain = json.dumps(form, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def _delete(lines: Iterable[Line]) -> Iterator[Problem]:
    for line in lines:
        try:
            line.kind.model._default_manager.get(pk=line.slug).delete()
        except models.ProtectedError as error:
            needed_by = ", ".join(sorted({str(row) for row in error.protected_objects})[:5])
            reason = _("Cannot be deleted, it is needed by: %s.") % needed_by
            yield Problem(line.kind.name, line.slug, "", reason)


def _write(records: list[ReadRecord]) -> Iterator[Problem]:
    """Write what could be read, yielding what the database refuses.

    References to records that could not be read do no harm: foreign keys are checked at the commit,
    and with any problem there will be none.
    """
    for record in records:
        try:
            with transaction.atomic():
                record.write()
        except DatabaseError as error:
            refusals = list(record.refusals())
            yield from refusals or [Problem(record.kind.name, record.slug, "", str(error))]


def _remember(lines: list[Line], prefer: Prefer) -> None:
    """Keep what the files say now as the base on which later edits and files are compared."""
    agreed = {Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED}
    if prefer is Prefer.DATABASE:
        agreed.add(Outcome.KEPT)
    stored = {(base.kind, base.slug): base for base in Baseline.objects.all()}
    for line in lines:
        base = stored.get((line.kind.name, line.slug))
        settled = line.outcome is Outcome.NOT_IN_FILE and prefer is Prefer.DATABASE
        if base and (settled or line.outcome is Outcome.DELETED):
            base.delete()
        elif line.outcome in agreed and line.in_file is not None:
            mark = fingerprint(line.in_file)
            if base is None or base.fingerprint != mark:
                base = base or Baseline(kind=line.kind.name, slug=line.slug)
                base.fingerprint = mark
                base.save()


def _forget(files: dict[str, Forms]) -> None:
    """Drop the bases of records that are neither in a file nor in the database any more."""
    for name, forms in files.items():
        stored = KINDS[name].model._default_manager.values("slug")
        gone = Baseline.objects.filter(kind=name).exclude(slug__in=stored)
        gone.exclude(slug__in=list(forms)).delete()
