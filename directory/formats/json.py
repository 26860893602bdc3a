"""Selections as JSON: what the file is, then the rows by column name."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.columns import COLUMNS
from directory.formats.base import Format, about
from directory.formats.records import rows_as_data, whole
from directory.selection import Selection


def write(selection: Selection, address: str) -> Iterator[str]:
    columns = COLUMNS[selection.name]
    head = {**about(selection, address), "count": selection.count}
    if selection.slug:  # a record by itself tells everything that its page shows
        told = rows_as_data(selection, selection.each(), whole(selection))
        return with_list(head, selection.name, told)
    rows = ({column.name: column.value(row) for column in columns} for row in selection.each())
    return with_list(head, selection.name, rows)


def with_list(head: dict[str, Any], name: str, items: Iterable[Any]) -> Iterator[str]:
    """Yield a JSON object of `head` and one list that may be long, an item to a line."""
    yield f'{dumps(head)[:-1]}, "{name}": ['
    separator = "\n"
    for item in items:
        yield separator + dumps(item)
        separator = ",\n"
    yield "\n]}\n"


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


FORMAT = Format("json", "JSON", "application/json", write, good_for=_("for programs"))
