"""Selections as JSON: what the file is, then the rows by column name."""

import json

from directory.columns import COLUMNS
from directory.formats.base import Format, about
from directory.selection import Selection


def write(selection: Selection, address: str) -> str:
    columns = COLUMNS[selection.name]
    content = {**about(selection, address), "count": selection.count}
    content[selection.name] = [
        {column.name: column.value(row) for column in columns} for row in selection.rows
    ]
    return json.dumps(content, ensure_ascii=False, indent=1)


FORMAT = Format("json", "JSON", "application/json", write)
