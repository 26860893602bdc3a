"""The comparison as data: one row for each fact of each record, with its sources."""

from collections.abc import Iterator
from typing import Any

from directory.columns.fact_labels import fact_label
from directory.columns.facts import MACHINES, SITES
from directory.enums import MachineUse
from directory.formats import csv as csv_format
from directory.formats import json as json_format
from directory.formats.base import Format, about
from directory.guidance.compared_rows import Cell, Row
from directory.guidance.comparison import Comparison
from directory.models import Site

FIELDS = (
    "section",
    "fact",
    "label",
    "record",
    "name",
    "words",
    "value",
    "unit",
    "sources",
    "stated_otherwise",
    "conflict",
    "outcome",
    "same_everywhere",
)


def as_json(comparison: Comparison, address: str) -> Iterator[str]:
    head = {
        **about(comparison.asked, address),
        "count": len(comparison.records),
        f"{comparison.asked.kind}s": [record.pk for record in comparison.records],
        "not_yet": comparison.not_yet,
    }
    return json_format.with_list(head, "facts", facts(comparison))


def as_csv(comparison: Comparison, address: str) -> Iterator[str]:
    constant = about(comparison.asked, address)
    rows = ([*row.values(), *constant.values()] for row in facts(comparison))
    return csv_format.csv_lines([[*FIELDS, *constant], *rows])


def facts(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield every fact of every record, in the order of the page."""
    for section in comparison.sections:
        for row in section.rows:
            for cell in row.cells:
                values = (str(section.label), *fact(row, cell))
                yield dict(zip(FIELDS, values, strict=True))


def fact(row: Row, cell: Cell) -> Iterator[Any]:
    """Yield what the fields after the first say of one fact of one record."""
    footnote = cell.footnote
    yield row.fact
    yield fact_label(row.fact)
    yield cell.record.pk
    yield str(cell.record)
    yield cell.said or None
    yield typed(cell, row.fact)
    yield unit(cell, row.fact) or None
    yield sources(cell)
    yield [stated.words for stated in footnote.otherwise] if footnote else []
    yield (footnote.conflict if footnote else "") or None
    yield row.outcome
    yield row.is_same


def typed(cell: Cell, name: str) -> Any:
    """Return the value of a fact as the lists give it as data; None where they do not."""
    if name == "supercomputers" and isinstance(cell.record, Site):
        shown = (MachineUse.OFFERED, MachineUse.PLANNED)
        uses = cell.record.machine_uses.all()
        return [used.supercomputer_id for used in uses if used.use_then in shown]
    column = columns(cell).get(name)
    return column.value(cell.record) if column and cell.words else None


def unit(cell: Cell, name: str) -> str:
    column = columns(cell).get(name)
    return str(column.unit) if column and cell.words else ""


def columns(cell: Cell) -> dict[str, Any]:
    return SITES if isinstance(cell.record, Site) else MACHINES


def sources(cell: Cell) -> list[str]:
    """Return the slugs of the sources of what a cell shows, each once."""
    if not cell.footnote:
        return []
    cited = [citation.source_id for citation in cell.footnote.supports]
    cited += [source.pk for step in cell.footnote.steps for source in step.sources.all()]
    return list(dict.fromkeys(cited))


#: How the comparison is written, by the suffix of its address.
WRITERS = {
    "json": Format("json", "JSON", json_format.FORMAT.media_type, as_json),
    "csv": Format("csv", "CSV", csv_format.FORMAT.media_type, as_csv),
}
