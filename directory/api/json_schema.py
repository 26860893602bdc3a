"""What the APIs answer, as JSON Schema made from the columns and their enums."""

from enum import Enum
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from directory.columns import Column
from directory.columns.base import DataType

Schema = dict[str, Any]

TYPES: dict[DataType, Schema] = {
    DataType.TEXT: {"type": "string"},
    DataType.INTEGER: {"type": "integer"},
    DataType.NUMBER: {"type": "number"},
    DataType.BOOLEAN: {"type": "boolean"},
    DataType.DAY: {"type": "string", "format": "date"},
    DataType.MOMENT: {"type": "string", "format": "date-time"},
    DataType.URL: {"type": "string", "format": "uri-reference"},
    DataType.TEXTS: {"type": "string"},
}
TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri"}


class Dialect(Enum):
    """The versions of OpenAPI, which differ in how a schema says that a value may be null."""

    OPENAPI_3_0 = "3.0.3"
    OPENAPI_3_1 = "3.1.0"

    def nullable(self, schema: Schema) -> Schema:
        """Return the schema of the same or null; 3.0 allows no reference here."""
        wide = {**schema, "enum": [*schema["enum"], None]} if "enum" in schema else schema
        if self is Dialect.OPENAPI_3_0:
            return {**wide, "nullable": True}
        if "type" not in wide:
            return {"anyOf": [wide, {"type": "null"}]}
        return {**wide, "type": [wide["type"], "null"]}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def text(description: Any, **options: Any) -> Schema:
    return {**TEXT, "description": str(description), **options}


def one_of(*words: str) -> Schema:
    return {**TEXT, "enum": list(words)}


def list_of(items: Schema, description: Any = "", **options: Any) -> Schema:
    words = {"description": str(description)} if description else {}
    return {"type": "array", "items": items, **words, **options}


def object_of(properties: dict[str, Schema], *optional: str) -> Schema:
    """Return the schema of an object with these properties; others may come with later releases."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),  # 3.0 allows no empty list
    }


def value_of(column: Column) -> Schema:
    """Return the schema of one value of a column, of a list that of its items; never null."""
    one = dict(TYPES[column.data_type])
    return one | {"enum": list(column.choices.values)} if column.choices else one


def explained(column: Column) -> Schema:
    """Return what there is to know of a column: label, help, unit, and what its slugs name."""
    words = str(column.help)
    if column.unit:
        words += " " + _("In %(unit)s.") % {"unit": column.unit}
    if column.refers_to:
        words += " " + _("Names records of the list %(list)s.") % {"list": column.refers_to}
    return {"title": str(column.label), "description": words}


def about(dialect: Dialect) -> dict[str, Schema]:
    """Return the properties that make every answer quotable."""
    day: Schema = {"type": "string", "format": "date"}
    return {
        "edition": {"type": "integer", "description": _("The edition of the directory.")},
        "edition_date": {
            **dialect.nullable(day),
            "description": _("The day on which the edition was made."),
        },
        "as_of": {**day, "description": _("The day that the data show.")},
        "licence": text(_("Licence of the data, as SPDX identifier.")),
        "attribution": text(_("Whom to name.")),
        "data_address": text(_("Where this answer comes from."), format="uri"),
    }


def problem(dialect: Dialect) -> Schema:
    """Return the schema of problem details (RFC 9457)."""
    accepted = list_of(TEXT, _("What is accepted."))
    mistake = object_of({"parameter": TEXT, "reason": TEXT, "accepted": accepted})
    always = {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": TEXT,
    }
    sometimes = {
        "errors": list_of(mistake, _("What is wrong with each parameter.")),
        "accepted": accepted,
        "slug": text(_("Of a withdrawn record: its permanent name.")),
        "edition": {
            "type": "integer",
            "description": _("Of a withdrawn record: the first edition without it."),
        },
        "successor": {
            **dialect.nullable(TEXT),
            "description": _("Of a withdrawn record: the one to see instead."),
        },
    }
    words = format_lazy("{} (RFC 9457)", _("What is wrong, as problem details"))
    return {**object_of(always | sometimes, *sometimes), "description": str(words)}
