"""What sources say of the rows of a list, flat: one line for each source of each fact."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from directory.columns import COLUMNS
from directory.columns.fact_labels import fact_label
from directory.evidence.by_fact import evidence_by_fact
from directory.formats.records import has_evidence
from directory.models import Source
from directory.selection import Selection


class Line(NamedTuple):
    """A source of a fact; `states` is empty where it supports the value of the record."""

    record: str
    fact: str
    label: str
    source: Source
    states: str = ""
    note: str = ""
    conflict: str = ""


def cited_lines(selection: Selection, rows: Sequence[Any]) -> Iterator[Line]:
    """Yield what sources say of some rows, in their order; the same few queries for any number.

    Where they are not cited for single facts, columns name them.
    """
    if has_evidence(selection):
        yield from by_fact(selection, rows)
    else:
        yield from named_in_columns(selection, rows)


def by_fact(selection: Selection, rows: Sequence[Any]) -> Iterator[Line]:
    for slug, facts in evidence_by_fact(rows, selection.day).items():
        for fact, evidence in facts.items():
            said = [("", evidence.sources)]
            said += [(stated.value, stated.sources) for stated in evidence.stated_otherwise]
            for states, sources in said:
                for one in sources:
                    words = (states, one.note, evidence.conflict)
                    yield Line(slug, fact, fact_label(fact), one.source, *words)


def named_in_columns(selection: Selection, rows: Iterable[Any]) -> Iterator[Line]:
    columns = [column for column in COLUMNS[selection.name] if column.refers_to == "sources"]
    named = [
        (str(row.pk), column, slug)
        for row in rows
        for column in columns
        for slug in column.value(row) or ()
    ]
    sources = Source.objects.in_bulk({slug for _row, _column, slug in named})
    for row, column, slug in named:
        yield Line(row, column.name, str(column.label), sources[slug])
