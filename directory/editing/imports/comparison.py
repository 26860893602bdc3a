"""What an upload would change: each of its records held against the directory."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

from django.db import models

from directory.editing import canonical
from directory.editing.drafting.merging import merged
from directory.editing.form_reader import KnownSlugs, read_record
from directory.editing.imports.cells import columns
from directory.editing.imports.reading import ReadUpload
from directory.editing.kinds import KINDS, Kind
from directory.editing.loading.comparing import (
    Line,
    Outcome,
    Prefer,
    fingerprint,
    fingerprints_of_last_load,
    outcome_of,
)
from directory.editing.problems import Problem
from directory.editing.record_forms import Form, record_form
from directory.editing.writing import stored_slugs
from directory.models import Upload, Version
from directory.text import has_unwritable

#: What an editor can choose; the rest stays as it is.
CHOOSABLE = (Outcome.CREATED, Outcome.CHANGED, Outcome.CONFLICT)


@dataclass
class Comparison:
    """What an upload would do, record by record, and what is wrong with its records."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def having(self, *outcomes: Outcome) -> list[Line]:
        return [line for line in self.lines if line.outcome in outcomes]


def comparison_of(upload: Upload) -> Comparison:
    return compare(ReadUpload(KINDS[upload.kind], canonical.read(upload.forms), upload.base))


def compare(upload: ReadUpload) -> Comparison:
    """Hold each record of an upload against the directory; they may refer to each other."""
    comparison = Comparison(upload.kind)
    known = known_slugs(upload.kind, upload.forms)
    records = upload.kind.records(slug for slug in upload.forms if not has_unwritable(slug))
    stored = {record.pk: record_form(upload.kind, record) for record in records}
    since = _Since(upload)
    for slug, said in upload.forms.items():
        form = _whole(upload.kind, stored.get(slug, {}), said)
        read = read_record(upload.kind, slug, form, known)
        if read.problems:
            comparison.problems += read.problems
            continue
        line = Line(upload.kind, slug, Outcome.UNCHANGED, read.form(), stored.get(slug))
        if line.in_file != line.in_database:
            _decide(line, since, known)
        comparison.lines.append(line)
    return comparison


def known_slugs(kind: Kind, coming: Collection[str]) -> KnownSlugs:
    """Return what tells the slugs in the database, with those that come with an upload."""
    stored = stored_slugs()

    @cache
    def known(model: type[models.Model]) -> Collection[str]:
        slugs = stored(model)
        return {*slugs, *coming} if issubclass(model, kind.model) else slugs

    return known


def _whole(kind: Kind, stored: Form, said: Form) -> Form:
    """Return the form that results where a file says nothing about some facts, see ReadUpload."""
    names = columns(kind)
    whole = {**stored, **said}
    return {key: value for key, value in whole.items() if value is not None or key not in names}


class _Since:
    """What the directory said when the file was made, as far as the file tells when that was."""

    def __init__(self, upload: ReadUpload) -> None:
        self.base = upload.base
        self.loaded: dict[str, str] = {}
        self.edited: set[str] = set()
        self.texts: dict[str, str] = {}
        if self.base:
            versions = Version.objects.filter(kind=upload.kind.name).order_by()
            edited = versions.filter(edition__gt=self.base).values_list("slug", flat=True)
            self.edited = set(edited)
            then = versions.filter(slug__in=self.edited & set(upload.forms)).newest_in(self.base)
            self.texts = dict(then.values_list("slug", "form"))
        else:
            self.loaded = fingerprints_of_last_load(upload.kind)

    def form(self, line: Line) -> Form | None:
        """Return the form of that time, empty where there was none; None where nobody knows."""
        if not self.base:
            return None
        if line.slug not in self.edited:
            return line.in_database or {}
        return canonical.read_form(self.texts.get(line.slug, ""))


def _decide(line: Line, since: _Since, known: KnownSlugs) -> None:
    """Find out whether the record was edited since the file was made, and bring both together."""
    file, now = line.in_file, line.in_database
    line.base = since.form(line)
    mark = since.loaded.get(line.slug)
    if line.base:
        mark = fingerprint(line.base)
    line.outcome = outcome_of(file, now, mark, Prefer.NEITHER) or Outcome.UNCHANGED
    if line.outcome is Outcome.CONFLICT and line.base is not None and now and file:
        merge = merged(line.base, now, file)
        read = read_record(line.kind, line.slug, merge.form, known)
        if not read.problems:
            line.merged = read.form()
            if not merge.contested:
                line.outcome = Outcome.KEPT if line.merged == now else Outcome.CHANGED


def mark_of(line: Line) -> str:
    """Return what changes as soon as choosing the line would do something else."""
    return fingerprint({"from": line.in_database, "to": line.result})
