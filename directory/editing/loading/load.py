"""Loading: bringing the database to what fixture files say, without overwriting edits unasked."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from directory.editing.change import recorded_change
from directory.editing.dependents import why_needed
from directory.editing.form_reader import read_record
from directory.editing.kinds import KINDS, Kind, kind_of
from directory.editing.loading.comparing import (
    WRITES,
    Line,
    Outcome,
    Prefer,
    fingerprint,
    fingerprints_of_last_load,
    outcome_of,
    write_records,
)
from directory.editing.loading.fixture_files import Forms, directory_forms, read_fixture_files
from directory.editing.problems import Problem
from directory.editing.read_records import ReadRecord
from directory.models import Baseline


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
    problems += write_records(records)
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
    loaded = fingerprints_of_last_load(kind)
    for slug in slugs:
        file, database = in_file.get(slug), in_database.get(slug)
        outcome = outcome_of(file, database, loaded.get(slug), prefer)
        if outcome:
            yield Line(kind, slug, outcome, file, database)


def _delete(lines: Iterable[Line]) -> Iterator[Problem]:
    for line in lines:
        if needed := why_needed(line.kind, line.slug):
            yield from needed
        else:
            line.kind.model._default_manager.get(pk=line.slug).delete()


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
