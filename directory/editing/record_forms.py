"""Record forms: one record with everything that belongs to it as a plain mapping, and back.

Slugs stand for references, days are texts, figures are exact numbers. A key that is absent means
that nothing is published; keys stand in the order of the models.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.db import models

from directory import dates
from directory.editing.kinds import Kind, Rows, accessor, written_fields
from directory.models import Citation, Conflict, Dated, Record

Form = dict[str, Any]
References = dict[str, list[str]]
DATE_PARTS = ("as_published", "earliest", "latest")


def record_form(kind: Kind, record: Record) -> Form:
    """Return the written form of a record that `kind.records()` fetched."""
    rows = [
        (parent, part, referenced_slugs(part))
        for model, parent in kind.parts
        for part in getattr(record, accessor(model, parent)).all()
    ]
    return assembled_form(kind, (record, referenced_slugs(record)), rows)


def referenced_slugs(row: models.Model) -> References:
    """Return the slugs in the many-to-many lists of a row that `kind.records()` fetched."""
    return {
        field.name: [target.pk for target in getattr(row, field.name).all()]
        for field in written_fields(type(row))
        if field.many_to_many
    }


def assembled_form(
    kind: Kind,
    record: tuple[models.Model, References],
    rows: list[tuple[str, models.Model, References]],
) -> Form:
    """Return the form of a record and its rows, saved or not."""
    form = row_form(*record, kind.date_key)
    for section in kind.rows:
        parts = [
            row_form(row, references, "date", leave_out=parent)
            for parent, row, references in rows
            if type(row) is section.model
        ]
        if parts:
            form[section.key] = sorted(parts, key=reading_order(section))
    citations = [row for _parent, row, _references in rows if isinstance(row, Citation)]
    conflicts = [row for _parent, row, _references in rows if isinstance(row, Conflict)]
    facts = kind.model.FACTS
    if citations:
        form["evidence"] = evidence_form(facts, citations)
    if conflicts:
        comments = {conflict.field: conflict.comment for conflict in conflicts}
        form["conflicts"] = {fact: comments[fact] for fact in facts if fact in comments}
    return form


def row_form(row: models.Model, references: References, date_key: str, leave_out: str = "") -> Form:
    """Return the form of the row's own columns and lists, leaving out what is empty."""
    form: Form = {}
    for field in written_fields(type(row)):
        if field.name == leave_out or (isinstance(row, Dated) and field.name in DATE_PARTS):
            continue
        if field.many_to_many:
            value = sorted(references.get(field.name, []))
        else:
            value = written_value(getattr(row, field.attname))
        if value not in (None, "", []) and not (field.has_default() and value is field.default):
            form[field.name] = value
        if isinstance(row, Dated) and len(form) == 1 and date_key not in form:
            form |= date_form(row, date_key)
    return form


def written_value(value: Any) -> Any:
    """Return what a form says for the value of a column."""
    if isinstance(value, Decimal):
        return exact_number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def exact_number(number: Decimal) -> int | Decimal:
    """Return the number without meaningless zeros: an int where it is whole."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def date_form(row: Dated, key: str) -> Form:
    """Return the date of `row`: its words alone where they tell the days, all three otherwise."""
    if row.undated:
        return {}
    if dates.parse(row.as_published) == dates.Span(row.earliest, row.latest):
        return {key: row.as_published}
    days = {part: getattr(row, part) for part in ("earliest", "latest")}
    written = {part: day.isoformat() for part, day in days.items() if day}
    return {key: {"as_published": row.as_published} | written}


def evidence_form(facts: tuple[str, ...], citations: list[Citation]) -> Form:
    """Return the citations of each fact, in the order of the facts."""
    cited: Form = {fact: [] for fact in facts}
    for citation in citations:
        cited.setdefault(citation.field, []).append(citation_form(citation))
    return {fact: sorted(entries, key=citation_order) for fact, entries in cited.items() if entries}


def citation_form(citation: Citation) -> str | Form:
    """Return the source's slug alone where it supports the record, else what it says."""
    form: Form = {"source": citation.source_id}
    for name in ("states", "number", "date", "note"):
        if (value := getattr(citation, name)) not in (None, ""):
            form[name] = written_value(value)
    return form if len(form) > 1 else citation.source_id


def citation_order(entry: str | Form) -> tuple:
    if isinstance(entry, str):
        return (0, "", entry)
    return (1 if "states" in entry else 0, entry.get("states", ""), entry["source"])


def reading_order(rows: Rows) -> Any:
    """Return the key by which rows of a form are sorted: as declared choices, then names."""
    choices = {
        field.name: {value: place for place, (value, _) in enumerate(field.choices or ())}
        for field in written_fields(rows.model)
        if getattr(field, "choices", None)
    }

    def place(form: Form) -> tuple:
        date = form.get("date", "")
        day = date.get("latest", "") if isinstance(date, dict) else span_end(date)
        ranks = tuple(order.get(form.get(name), -1) for name, order in choices.items())
        rest = repr(sorted(form.items(), key=lambda item: item[0]))
        return (*ranks, not form.get("reached", False), form.get("stated_on", ""), day, rest)

    return place


def span_end(words: str) -> str:
    span = dates.parse(words)
    return span.latest.isoformat() if span and span.latest else ""
