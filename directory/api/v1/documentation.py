"""The documentation for people, made from the same document that machines read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from directory.api.v1.asking import CURSOR, EVIDENCE, EXPAND, FIELDS, LIMIT, SINCE
from directory.api.v1.document import BASE
from directory.columns.parts import parts_of
from directory.selection import SELECTIONS

Document = dict[str, Any]
#: The parameters that the conventions explain once for all lists.
COMMON = (FIELDS, EXPAND, EVIDENCE, LIMIT, CURSOR, SINCE)


@dataclass(frozen=True)
class Told:
    """A parameter or a field: its name, what it is, what there is to know, what it accepts."""

    name: str
    type: str
    words: str
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A list with its parameters, its fields and what is nested in its rows."""

    name: str
    title: str
    path: str
    filters: tuple[Told, ...]
    own: tuple[Told, ...]
    fields: tuple[Told, ...]
    nested: tuple["Nested", ...]
    example: str


@dataclass(frozen=True)
class Nested:
    """What may be nested in a row, with its fields."""

    name: str
    words: str
    fields: tuple[Told, ...]


def chapters(document: Document) -> list[Chapter]:
    """Return what there is to know of each list."""
    return [chapter(document, name) for name in SELECTIONS]


def chapter(document: Document, name: str) -> Chapter:
    path = f"/{BASE}{name}/"
    operation = document["paths"][path]["get"]
    schemas = document["components"]["schemas"]
    parts = parts_of(name)
    parameters = tuple(parameter(one) for one in operation["parameters"])
    shown = [told for told in fields(schemas[f"{name}.row"]) if told.name not in names(parts)]
    return Chapter(
        name=name,
        title=operation["summary"],
        path=path,
        filters=tuple(one for one in parameters if one.name not in COMMON),
        own=tuple(one for one in parameters if one.name in COMMON),
        fields=tuple(shown),
        nested=tuple(
            Nested(p.name, str(p.help), tuple(fields(schemas[f"{name}.{p.name}"]))) for p in parts
        ),
        example=document["servers"][0]["url"] + path + example(operation),
    )


def names(parts: Any) -> set[str]:
    return {part.name for part in parts}


def example(operation: Document) -> str:
    """Return a question that shows a filter and paging at work."""
    chosen = {
        one["name"]: values[0]
        for one in operation["parameters"]
        if (values := one["schema"].get("items", {}).get("enum")) and one["name"] not in COMMON
    }
    first = dict(list(chosen.items())[:1])
    return f"?{urlencode({**first, LIMIT: 10})}"


def parameter(one: Document) -> Told:
    schema = one["schema"]
    values = schema.get("items", schema).get("enum", ())
    return Told(one["name"], type_of(schema), one["description"], tuple(map(str, values)))


def fields(schema: Document) -> Iterator[Told]:
    for name, one in schema["properties"].items():
        inner = one.get("items", one)
        values = [str(value) for value in inner.get("enum", ()) if value is not None]
        yield Told(name, type_of(one), one.get("description", ""), tuple(values))


def type_of(schema: Document) -> str:
    """Return what a value is, in words."""
    if "anyOf" in schema:
        one, *others = schema["anyOf"]
        return or_null(type_of(one)) if {"type": "null"} in others else type_of(one)
    kind = schema.get("type", "")
    if isinstance(kind, list):
        return or_null(type_of({**schema, "type": kind[0]}))
    if kind == "array":
        return _("list of %(type)s") % {"type": type_of(schema["items"])}
    return {
        "date": _("date"),
        "date-time": _("date and time"),
        "uri": _("address"),
        "uri-reference": _("address"),
    }.get(schema.get("format", "")) or {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
    }.get(kind, _("object"))


def or_null(words: str) -> str:
    return _("%(type)s or null") % {"type": words}
