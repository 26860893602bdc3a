"""How records name others: in their tables, and in the forms that editions keep of them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from directory.editing.kinds import Kind, accessor, written_fields
from directory.editing.record_forms import Form
from directory.models import Citation, Record


def ways(kind: Kind, named: Kind) -> list[str]:
    """Return the lookups by which records of a kind name those of another."""
    models: list[tuple[str, Any, str]] = [("", kind.model, "")]
    models += [(f"{accessor(model, parent)}__", model, parent) for model, parent in kind.parts]
    return [
        path + field.name
        for path, model, parent in models
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if refers_to(field, named) and field.name != parent
    ]


def refers_to(field: Any, named: Kind) -> bool:
    model = field.related_model
    return bool(model and issubclass(model, Record) and model._meta.concrete_model is named.model)


def named_in(kind: Kind, form: Form, named: Kind) -> Iterator[str]:
    """Yield the slugs of records of one kind in the form of a record of another."""
    yield from named_in_row(kind.model, form, named)
    for rows in kind.rows:
        for row in form.get(rows.key, []):
            yield from named_in_row(rows.model, row, named)
    for entries in form.get("evidence", {}).values():
        for entry in entries:
            cited = {"source": entry} if isinstance(entry, str) else entry
            yield from named_in_row(Citation, cited, named)


def named_in_row(model: type[Model], form: Form, named: Kind) -> Iterator[str]:
    for field in written_fields(model):
        if refers_to(field, named) and (value := form.get(field.name)):
            yield from value if isinstance(value, list) else [value]
