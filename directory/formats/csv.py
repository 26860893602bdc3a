"""Selections as CSV: a header line of column names, one line for each row."""

from io import StringIO
from typing import Any

from defusedcsv import csv

from directory.columns import COLUMNS
from directory.formats.base import Format
from directory.selection import Selection


def flat(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value


def write(selection: Selection, address: str) -> str:
    columns = COLUMNS[selection.name]
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(column.name for column in columns)
    for row in selection.rows:
        lines.writerow([flat(column.value(row)) for column in columns])
    return text.getvalue()


FORMAT = Format("csv", "CSV", "text/csv; charset=utf-8", write)
