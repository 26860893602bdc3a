"""Selections as CSV (RFC 4180): a header of column names, one line for each row.

The last columns are the same in each line: what every data file says about itself.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from defusedcsv import csv
from django.utils.translation import gettext_lazy as _

from directory.columns import COLUMNS
from directory.formats.base import Format, about, flat
from directory.selection import Selection

#: Without it Excel takes UTF-8 for the encoding of its country.
BOM = "\ufeff"


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield rows of values as the lines of a file."""
    writer = csv.writer(Echo())
    start = BOM
    for row in rows:
        yield start + writer.writerow([flat(value) for value in row])
        start = ""


def write(selection: Selection, address: str) -> Iterator[str]:
    return csv_lines(table(selection, address))


def table(selection: Selection, address: str) -> Iterator[list[Any]]:
    columns = COLUMNS[selection.name]
    constant = about(selection, address)
    yield [*(column.name for column in columns), *constant]
    for row in selection.each():
        yield [*(column.value(row) for column in columns), *constant.values()]


FORMAT = Format(
    "csv",
    "CSV",
    "text/csv; charset=utf-8; header=present",
    write,
    good_for=_("for spreadsheets and statistics"),
)
