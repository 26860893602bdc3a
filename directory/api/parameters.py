"""What the APIs can be asked with, as OpenAPI describes it, made from forms and their fields."""

from collections.abc import Callable, Iterable
from typing import Any

from django.forms import Field

from directory.api.fields import WholeNumberField
from directory.api.json_schema import Schema, list_of
from directory.selection.asking import Asked
from directory.selection.changes import EditionField
from directory.selection.day import DayField
from directory.selection.search_filter import LONGEST_QUESTION, SearchField

BOX = "bbox"
#: So many values are told one by one.
FEW = 60
EXAMPLES: dict[str, Any] = {BOX: [5, 45, 15, 55], "q": "quantum", "limit": 10}
#: How a parameter takes several values at once.
BETWEEN_COMMAS = {"style": "form", "explode": False}


def parameter(name: str, description: str, schema: Schema, **more: Any) -> Schema:
    found = {"name": name, "in": "query", "description": description, "schema": schema, **more}
    return {**found, "example": EXAMPLES[name]} if name in EXAMPLES else found


def filters_of(asked: Asked, names: Iterable[str]) -> list[Schema]:
    """Return the filters of a list with these names; the choices are those of today."""
    return [filter_of(asked, name, asked.form.fields[name]) for name in names]


def filter_of(asked: Asked, name: str, field: Field) -> Schema:
    words = f"{field.label}. {field.help_text}"
    if name == BOX:
        return parameter(name, words, box(4), **BETWEEN_COMMAS)
    return parameter(name, words, schema_of(asked, name))


def schema_of(asked: Asked, name: str) -> Schema:
    """Return the schema of what a parameter takes."""
    one = value_of(asked, name)
    return list_of(one) if asked.is_multiple(name) else one


def value_of(asked: Asked, name: str) -> Schema:
    field = asked.form.fields[name]
    for kind, schema in BY_FIELD.items():
        if isinstance(field, kind):
            return schema(field)
    values = [value for value, _label in asked.choices(name)]
    return {"type": "string", **({"enum": values} if 0 < len(values) <= FEW else {})}


def box(sides: int) -> Schema:
    return list_of({"type": "number"}, minItems=sides, maxItems=sides)


def whole_number(field: Any) -> Schema:
    return {
        "type": "integer",
        "minimum": field.least,
        "maximum": field.most,
        "default": field.initial,
    }


BY_FIELD: dict[type[Field], Callable[[Field], Schema]] = {
    DayField: lambda field: {"type": "string", "format": "date"},
    EditionField: lambda field: {"type": "integer", "minimum": 1},
    SearchField: lambda field: {"type": "string", "maxLength": LONGEST_QUESTION},
    WholeNumberField: whole_number,
}
