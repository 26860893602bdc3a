"""Selections as CSV: a header line of column names, one line for each row.

The last columns are the same in each line: edition, its day, and the day that the rows show.
"""

from io import StringIO
from typing import Any

from defusedcsv import csv

from directory.columns import COLUMNS
from directory.formats.base import Format, standing
from directory.selection import Selection


def flat(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value


def write(selection: Selection, address: str) -> str:
    columns = COLUMNS[selection.name]
    text = StringIO()
    lines = csv.writer(text)
    constant = standing(selection)
    lines.writerow([*(column.name for column in columns), *constant])
    for row in selection.rows:
        lines.writerow([*(flat(column.value(row)) for column in columns), *constant.values()])
    return text.getvalue()


FORMAT = Format("csv", "CSV", "text/csv; charset=utf-8", write)
