"""Reading record forms: every value is checked, and everything wrong is told with its place."""

from collections import Counter
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from directory import dates
from directory.editing.kinds import Kind, Rows, written_fields
from directory.editing.problems import Problem
from directory.editing.read_records import ReadRecord, ReadRow
from directory.editing.record_forms import DATE_PARTS, Form
from directory.models import Citation, Conflict, Dated
from directory.text import has_unwritable

#: Tells which slugs a reference to a model may name.
KnownSlugs = Callable[[type[models.Model]], Collection[str]]
#: Of what belongs to a record, rows and citations together; the largest have a hundred.
MOST_ROWS = 1_000


def read_record(kind: Kind, slug: str, form: Any, known: KnownSlugs) -> ReadRecord:
    """Read `form`; the answer lists all that is wrong with it."""
    return _Reader(kind, slug, known).read(form)


class _Reader:
    def __init__(self, kind: Kind, slug: str, known: KnownSlugs) -> None:
        self.known = known
        self.kind = kind
        self.record = ReadRecord(kind, slug, ReadRow(kind.model))
        self.unique: set[tuple] = set()

    def problem(self, place: str, reason: Any) -> None:
        self.record.problems.append(Problem(self.kind.name, self.record.slug, place, str(reason)))

    def read(self, form: Any) -> ReadRecord:
        if not isinstance(form, dict):
            self.problem("", _("Expected a mapping of fields to values."))
            return self.record
        slug_field = self.kind.model._meta.get_field("slug")
        self.value(slug_field, self.record.slug, "slug", ReadRow(self.kind.model))
        sections = {rows.key: rows for rows in self.kind.rows}
        evidence = ("evidence", "conflicts") if self.kind.evidence_key else ()
        own = {key: value for key, value in form.items() if key not in {*sections, *evidence}}
        self.columns(self.record.record, own, self.kind.date_key, "", [*sections, *evidence])
        for key, rows in sections.items():
            if key in form:
                self.rows(rows, form[key])
        if self.kind.evidence_key:
            self.evidence(form.get("evidence", {}))
            self.conflicts(form.get("conflicts", {}))
        return self.record

    def columns(self, row: ReadRow, form: Form, date_key: str, path: str, also: list[str]) -> None:
        """Read the row's own fields out of `form`, reporting unknown and missing ones."""
        fields = {
            field.name: field
            for field in written_fields(row.model)
            if not (issubclass(row.model, Dated) and field.name in DATE_PARTS)
            and f"{field.name}_id" not in row.values
        }
        subjects = [name for name in fields if self.is_other_subject(row, name)]
        for name in subjects:
            del fields[name]
        accepted = [*fields, *([date_key] if issubclass(row.model, Dated) else []), *also]
        for key in form:
            if key not in accepted:
                self.problem(
                    f"{path}{key}",
                    _("Unknown field. Accepted are: %s.") % ", ".join(accepted),
                )
        for name, column in fields.items():
            self.value(column, form.get(name), f"{path}{name}", row)
        if issubclass(row.model, Dated):
            self.date(row, form.get(date_key), f"{path}{date_key}")

    @staticmethod
    def is_other_subject(row: ReadRow, name: str) -> bool:
        return name in getattr(row.model, "SUBJECTS", ())

    def value(self, column: Any, value: Any, path: str, row: ReadRow) -> None:
        """Check one value against its field and keep it in `row`."""
        if column.many_to_many:
            row.lists[column.name] = self.slugs(column, [] if value is None else value, path)
            return
        if value is None or (value == "" and column.null):
            if column.has_default() or column.null:
                row.values[column.attname] = column.get_default()
            elif isinstance(column, models.CharField | models.TextField) and column.blank:
                row.values[column.attname] = ""
            else:
                self.problem(path, _("Missing."))
            return
        try:
            typed = typed_value(column, value)
            if isinstance(column, models.ForeignKey):
                self.reference(column.related_model, typed, path)
            else:
                typed = column.clean(typed, None)
        except ValidationError as error:
            for reason in error.messages:
                self.problem(path, with_choices(column, error, reason))
        else:
            row.values[column.attname] = typed

    def reference(self, model: type[models.Model], slug: str, path: str) -> None:
        if slug not in self.known(model):
            name = model._meta.verbose_name
            self.problem(path, _("There is no %(name)s “%(slug)s”.") % {"name": name, "slug": slug})

    def slugs(self, column: Any, value: Any, path: str) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.problem(path, _("Expected a list of slugs."))
            return []
        for slug in sorted(slug for slug, count in Counter(value).items() if count > 1):
            self.problem(path, _("“%s” stands in the list twice.") % slug)
        for slug in value:
            self.reference(column.related_model, slug, path)
        return value

    def date(self, row: ReadRow, value: Any, path: str) -> None:
        """Read a date of a fact: words in an accepted form, or words with the two days."""
        parts = dict.fromkeys(DATE_PARTS)
        words = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if isinstance(words, str) and (span := dates.parse(words)):
            parts |= {"as_published": words, "earliest": span.earliest, "latest": span.latest}
        elif isinstance(words, dict) and {"as_published", "latest"} <= set(words) <= set(parts):
            try:
                parts["as_published"] = typed_value(models.CharField(), words["as_published"])
                for end in ("earliest", "latest"):
                    if end in words:
                        parts[end] = typed_value(models.DateField(), words[end])
            except ValidationError as error:
                self.problem(path, " ".join(error.messages))
        elif words is not None:
            self.problem(
                path,
                _("Not a date. Accepted are %s; other words go with the days they mean, as")
                % dates.ACCEPTED
                + " {as_published: spring 2026, earliest: 2026-03-01, latest: 2026-05-31}.",
            )
        row.values |= parts
        self.value(row.model._meta.get_field("as_published"), parts["as_published"], path, row)

    def rows(self, rows: Rows, forms: Any) -> None:
        if not isinstance(forms, list):
            self.problem(rows.key, _("Expected a list."))
            return
        for place, form in enumerate(forms, start=1):
            path = f"{rows.key}[{place}]"
            if not isinstance(form, dict):
                self.problem(path, _("Expected a mapping of fields to values."))
                continue
            row = ReadRow(rows.model, {f"{rows.parent}_id": self.record.slug})
            self.columns(row, form, "date", f"{path}.", [])
            self.add(rows.parent, row, path)

    def add(self, parent: str, row: ReadRow, path: str) -> None:
        """Keep a row unless one like it stands there already."""
        for constraint in row.model._meta.constraints:
            unique = getattr(constraint, "fields", ())
            if parent in unique or (row.model is Citation and f"of_{parent}" in constraint.name):
                names = [
                    cast("models.Field", row.model._meta.get_field(name)).attname for name in unique
                ]
                key = (constraint.name, *map(row.values.get, names))
                if key in self.unique:
                    self.problem(path, _("Stands there twice."))
                    return
                self.unique.add(key)
        self.record.rows.append((parent, row))
        if len(self.record.rows) == MOST_ROWS + 1:
            self.problem(path, _("A record has %d rows and citations at most.") % MOST_ROWS)

    def evidence(self, facts: Any) -> None:
        """Read `evidence`: for each fact a list of sources, or of what sources state instead."""
        if not isinstance(facts, dict):
            self.problem("evidence", _("Expected a mapping of facts to lists of sources."))
            return
        parent = self.kind.evidence_key
        for fact, entries in facts.items():
            path = f"evidence.{fact}"
            self.fact(fact, path)
            if not isinstance(entries, list):
                self.problem(path, _("Expected a list of sources."))
                continue
            for place, entry in enumerate(entries, start=1):
                form = {"source": entry} if isinstance(entry, str) else entry
                if not isinstance(form, dict):
                    self.problem(f"{path}[{place}]", _("Expected a source."))
                    continue
                row = ReadRow(Citation, {f"{parent}_id": self.record.slug, "field": fact})
                if "field" in form:
                    self.problem(f"{path}[{place}].field", _("Unknown field."))
                self.columns(row, {**form, "field": fact}, "", f"{path}[{place}].", [])
                self.add(parent, row, f"{path}[{place}]")

    def conflicts(self, facts: Any) -> None:
        """Read `conflicts`: for each fact the comment on how its sources disagree."""
        if not isinstance(facts, dict):
            self.problem("conflicts", _("Expected a mapping of facts to comments."))
            return
        parent = self.kind.evidence_key
        for fact, comment in facts.items():
            path = f"conflicts.{fact}"
            self.fact(fact, path)
            row = ReadRow(Conflict, {f"{parent}_id": self.record.slug, "field": fact})
            self.value(Conflict._meta.get_field("comment"), comment, path, row)
            self.add(parent, row, path)

    def fact(self, fact: Any, path: str) -> None:
        if fact not in self.kind.model.FACTS:
            accepted = ", ".join(self.kind.model.FACTS)
            self.problem(path, _("Not a fact of this record. Facts are: %s.") % accepted)


def typed_value(column: Any, value: Any) -> Any:
    """Return `value` in the type of the field; raise ValidationError where it is of another."""
    if isinstance(column, models.JSONField):
        for item in value if isinstance(value, list) else ():
            refuse_unwritable(str(item))
        return value
    if isinstance(column, models.BooleanField):
        expected, right = _("Expected true or false."), isinstance(value, bool)
    elif isinstance(column, models.IntegerField):
        right = isinstance(value, int) and not isinstance(value, bool)
        expected = _("Expected a whole number.")
    elif isinstance(column, models.DecimalField):
        right = isinstance(value, int | Decimal) and not isinstance(value, bool)
        expected = _("Expected a number.")
    else:
        expected, right = _("Expected text; put it in quotes."), isinstance(value, str)
    if not right:
        raise ValidationError(expected, code="type")
    if isinstance(value, str):
        refuse_unwritable(value)
    if isinstance(column, models.DateField):
        return dates.parse_day(value)
    return value


def refuse_unwritable(text: str) -> None:
    if has_unwritable(text):
        raise ValidationError(_("A control character is in it."), code="type")


def with_choices(column: Any, error: ValidationError, reason: str) -> str:
    """Return `reason`, with the accepted values where the field has a closed list of them."""
    if getattr(error, "code", "") == "type" or not getattr(column, "choices", None):
        return reason
    accepted = ", ".join(str(value) for value, _label in column.choices)
    return _("%(reason)s Accepted are: %(accepted)s.") % {"reason": reason, "accepted": accepted}
