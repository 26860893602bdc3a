"""Selections as a workbook: the rows, what the columns mean, who says so, and what the file is."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from directory.columns import COLUMNS, Column
from directory.formats.base import Format, about, flat
from directory.formats.cells import cell, heading, text
from directory.formats.cited import Line, cited_lines
from directory.selection import Selection
from directory.selection.question import CHUNK

BLOCK = 64 * 1024
NARROWEST, WIDEST = 8, 60


def write(selection: Selection, address: str) -> Iterator[bytes]:
    """Yield the blocks of a file without a name, which is gone when nobody reads it any more."""
    with TemporaryFile() as file:
        book = workbook(selection, address)
        book.save(file)
        file.seek(0)
        yield from iter(partial(file.read, BLOCK), b"")


def workbook(selection: Selection, address: str) -> Workbook:
    """Return the workbook, whose rows are kept in files, not in memory, until it is saved."""
    book = Workbook(write_only=True)
    data, definitions, sources, last = (
        book.create_sheet(title)
        for title in (_("Data"), _("Definitions"), _("Sources"), _("About"))
    )
    try:
        columns = COLUMNS[selection.name]
        fill_data(data, sources, selection)
        fill(
            definitions,
            definition_headings(),
            map(definition, columns),
            [28, 30, 70, 18, 20, 50, 16],
        )
        fill(last, [_("What"), _("Value")], what_it_is(selection, address), [20, 90])
    except BaseException:
        for sheet in book.worksheets:  # openpyxl would keep their files until the process ends
            sheet.close()
            sheet._writer.cleanup()
        raise
    return book


def what_it_is(selection: Selection, address: str) -> Iterator[tuple[str, Any]]:
    yield from about(selection, address).items()
    if selection.as_of.is_past:
        words = _("Facts without a date of their own, such as money and names, are those of today.")
        yield _("Other facts"), words


def fill_data(sheet: Any, sources: Any, selection: Selection) -> None:
    """Write the rows and, chunk by chunk beside them, what sources say of them."""
    columns = COLUMNS[selection.name]
    rows = iter(selection.each())
    chunk = list(islice(rows, CHUNK))
    begin(sheet, [column.name for column in columns], [width(column, chunk) for column in columns])
    begin(sources, source_headings(), [28, 24, 28, 28, 60, 30, 14, 60, 30, 40, 40, 60])
    count = 0
    while chunk:
        count += len(chunk)
        for row in chunk:
            sheet.append([cell(sheet, column.value(row), column.data_type) for column in columns])
        for one in cited_lines(selection, chunk):
            sources.append(source_line(sources, one))
        chunk = list(islice(rows, CHUNK))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"


def begin(sheet: Any, headings: Iterable[str], widths: Iterable[int]) -> None:
    """Begin a sheet with its headings, which stay in sight."""
    sheet.freeze_panes = "A2"
    for place, wide in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.append([heading(sheet, words) for words in headings])


def fill(
    sheet: Any, headings: Iterable[str], lines: Iterable[Iterable[Any]], widths: Iterable[int]
) -> None:
    begin(sheet, headings, widths)
    for line in lines:
        sheet.append([cell(sheet, value) for value in line])


def width(column: Column, rows: Iterable[Any]) -> int:
    """Return how wide a column is, by the rows at hand."""
    longest = max((len(str(flat(column.value(row)) or "")) for row in rows), default=0)
    return min(max(longest, len(column.name), NARROWEST) + 2, WIDEST)


def definition_headings() -> list[str]:
    return [
        _("Column"),
        _("Label"),
        _("What it is"),
        _("Unit"),
        _("Type"),
        _("Accepted values"),
        _("List of which it names records"),
    ]


def definition(column: Column) -> list[str]:
    accepted = column.choices.choices if column.choices else ()
    return [
        column.name,
        str(column.label),
        str(column.help),
        str(column.unit),
        str(column.data_type.label),
        "; ".join(f"{value} ({label})" for value, label in accepted),
        column.refers_to,
    ]


def source_headings() -> list[str]:
    return [
        _("Record"),
        _("Fact"),
        _("Label"),
        _("Source"),
        _("Title"),
        _("Publisher"),
        _("Date"),
        _("Address"),
        _("How it was read"),
        _("States instead"),
        _("Note"),
        _("How sources disagree"),
    ]


def source_line(sheet: Any, one: Line) -> list[Any]:
    source = one.source
    return [
        text(sheet, words)
        for words in (
            one.record,
            one.fact,
            one.label,
            source.pk,
            source.title,
            source.publisher,
            source.as_published,
            source.url,
            str(source.get_reading_display()),
            one.states,
            one.note,
            one.conflict,
        )
    ]


FORMAT = Format(
    "xlsx",
    "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write,
    good_for=gettext_lazy("with definitions and sources"),
)
