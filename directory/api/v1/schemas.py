"""What the answers look like: rows with their parts, references and evidence, and pages of them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from directory.api import json_schema
from directory.api.json_schema import (
    ADDRESS,
    TEXT,
    Dialect,
    Schema,
    explained,
    list_of,
    object_of,
    ref,
    text,
    value_of,
)
from directory.columns import COLUMNS, Column
from directory.columns.base import DataType
from directory.columns.part import CITED_COLUMNS, Part
from directory.columns.parts import parts_of
from directory.editing.kinds import KINDS
from directory.formats.records import has_evidence
from directory.selection import SELECTIONS, Selection

DIALECT = Dialect.OPENAPI_3_1
nullable = DIALECT.nullable


def about() -> dict[str, Schema]:
    return json_schema.about(DIALECT)


def cell_of(column: Column, expanded: Schema | None = None) -> Schema:
    """Return the schema of a column, with the record that may stand in place of its slug."""
    one = value_of(column)
    if expanded:
        one = {"anyOf": [one, expanded]}
    whole = list_of(one) if column.data_type is DataType.TEXTS else nullable(one)
    return {**whole, **explained(column)}


def rows_of(columns: Iterable[Column]) -> Schema:
    return object_of({column.name: cell_of(column) for column in columns})


def part_name(name: str, part: Part) -> str:
    return f"{name}.{part.name}"


def row_of(selection: type[Selection]) -> Schema:
    """Return the schema of a row: its columns, and what it has where it is asked for."""
    name = selection.name
    properties = {
        column.name: cell_of(
            column, ref(f"{column.refers_to}.bare") if column.refers_to in SELECTIONS else None
        )
        for column in COLUMNS[name]
    }
    for part in parts_of(name):
        properties[part.name] = list_of(ref(part_name(name, part)), part.help)
    if has_evidence(selection):
        facts = KINDS[selection.record_kind].model.FACTS
        properties["evidence"] = {
            "type": "object",
            "description": _("Who says each fact, with evidence=1."),
            "propertyNames": {"enum": list(facts)},
            "additionalProperties": ref("evidence"),
        }
    optional = tuple(properties)
    page = _("The page that shows it, or that shows what it belongs to; null where none does.")
    properties["record_url"] = {**nullable(ADDRESS), "description": page}
    properties["api_url"] = {**ADDRESS, "description": _("The record in this API.")}
    return object_of(properties, *optional)


def page_of(selection: type[Selection]) -> Schema:
    """Return the schema of a page of a list."""
    properties = {
        **about(),
        "count": {"type": "integer", "description": _("How many rows all pages have.")},
        "next": {
            **nullable(ADDRESS),
            "description": _("The next page; null on the last one."),
        },
        "results": list_of(ref(f"{selection.name}.row"), _("The rows of this page.")),
    }
    if not selection.record_kind:
        return object_of(properties)
    gone = _("With since, on the first page: the records that went since that edition.")
    return object_of({**properties, "withdrawn": list_of(ref("tombstone"), gone)}, "withdrawn")


def index() -> Schema:
    one = object_of({"name": TEXT, "title": TEXT, "api_url": ADDRESS})
    lists = list_of(one, _("The lists that there are."))
    return object_of({**about(), "documentation": ADDRESS, "openapi": ADDRESS, "lists": lists})


def shared() -> dict[str, Schema]:
    """Return what the schemas of several lists are made of."""
    sources = list_of(ref("cited"), _("The sources."))
    stated = object_of({"value": text(_("What they state instead.")), "sources": sources})
    return {
        "cited": rows_of(CITED_COLUMNS),
        "evidence": object_of(
            {
                "sources": list_of(ref("cited"), _("The sources that say it.")),
                "stated_otherwise": list_of(stated, _("What other sources say instead.")),
                "conflict": {
                    **nullable(TEXT),
                    "description": _("How the sources differ, where they disagree."),
                },
            }
        ),
        "tombstone": object_of(
            {
                "slug": text(_("Permanent name of the record.")),
                "withdrawn": {"const": True},
                "edition": {"type": "integer", "description": _("The first edition without it.")},
                "withdrawn_on": text(_("The day on which it went."), format="date"),
                "successor": {
                    **nullable(TEXT),
                    "description": _("The record to see instead."),
                },
            }
        ),
        "problem": json_schema.problem(DIALECT),
    }


def components() -> dict[str, Schema]:
    """Return all schemas by name."""
    found = shared()
    for name, selection in SELECTIONS.items():
        found[f"{name}.row"] = row_of(selection)
        found[f"{name}.bare"] = rows_of(COLUMNS[name])
        found |= {part_name(name, part): rows_of(part.columns) for part in parts_of(name)}
    return found
