"""What data tell of each row: its columns, what is nested in it, its references, its evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from directory.columns import COLUMNS, Column
from directory.columns.part import CITED_COLUMNS, Part
from directory.columns.parts import parts_of
from directory.editing.kinds import KINDS
from directory.evidence.by_fact import Cited, FactEvidence, evidence_by_fact
from directory.selection import SELECTIONS, Selection

Data = dict[str, Any]


@dataclass(frozen=True)
class Detail:
    """How much is told of each row."""

    columns: tuple[Column, ...]
    parts: tuple[Part, ...] = ()
    #: The columns of which the records that they refer to stand in place of their slugs.
    expanded: tuple[Column, ...] = ()
    evidence: bool = False


def whole(selection: type[Selection] | Selection) -> Detail:
    """Return the detail that leaves nothing out."""
    return Detail(
        COLUMNS[selection.name], parts_of(selection.name), evidence=has_evidence(selection)
    )


def has_evidence(selection: type[Selection] | Selection) -> bool:
    """Tell whether sources are cited for the facts of the rows, one by one."""
    kind = KINDS.get(selection.record_kind)
    return bool(kind and kind.evidence_key)


def references(name: str) -> tuple[Column, ...]:
    """Return the columns of a list that name records of another list."""
    return tuple(column for column in COLUMNS[name] if column.refers_to in SELECTIONS)


def rows_as_data(selection: Selection, rows: Iterable[Any], detail: Detail) -> list[Data]:
    """Return rows of a selection as data, in a number of queries that they do not change."""
    rows = list(rows)
    day = selection.day
    needs = [need for part in detail.parts for need in part.needs(day)]
    # Parts may need the same; Django takes no query for it twice.
    prefetch_related_objects(rows, *{str(getattr(n, "prefetch_to", n)): n for n in needs}.values())
    told = [columns_of(row, detail.columns) for row in rows]
    for column in detail.expanded:
        found = referred_to(selection, column, [data[column.name] for data in told])
        for data in told:
            data[column.name] = in_place(data[column.name], found)
    for row, data in zip(rows, told, strict=True):
        for part in detail.parts:
            data[part.name] = [columns_of(nested, part.columns) for nested in part.rows(row)]
    if detail.evidence:
        evidence = evidence_by_fact(rows, day)
        for row, data in zip(rows, told, strict=True):
            data["evidence"] = {f: fact_as_data(e) for f, e in evidence[row.pk].items()}
    return told


def columns_of(row: Any, columns: Iterable[Column]) -> Data:
    return {column.name: column.value(row) for column in columns}


def referred_to(selection: Selection, column: Column, values: Sequence[Any]) -> dict[str, Data]:
    """Return the records that a column refers to, as their list has them on the same day."""
    named = {slug for value in values for slug in slugs(value)}
    other = SELECTIONS[column.refers_to].on(selection.day)
    rows = other.with_details(other.all_rows().filter(pk__in=named))
    return {row.pk: columns_of(row, COLUMNS[other.name]) for row in rows}


def slugs(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def in_place(value: Any, found: Mapping[str, Data]) -> Any:
    """Return the records that a value names; of one that is in no list on the day, its slug."""
    if isinstance(value, list):
        return [found.get(slug, slug) for slug in value]
    return found.get(value, value)


def fact_as_data(evidence: FactEvidence) -> Data:
    """Return who says a fact, who says otherwise, and how they differ."""
    return {
        "sources": sources_as_data(evidence.sources),
        "stated_otherwise": [
            {"value": stated.value, "sources": sources_as_data(stated.sources)}
            for stated in evidence.stated_otherwise
        ],
        "conflict": evidence.conflict or None,
    }


def sources_as_data(cited: Iterable[Cited]) -> list[Data]:
    return [columns_of(one, CITED_COLUMNS) for one in cited]
