"""Spreadsheets: the rows of a CSV or XLSX file that somebody uploaded, whatever is in it."""

import csv
import io
import zipfile
from itertools import islice
from typing import Any

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from directory.editing.imports.cells import FORMULA
from directory.editing.imports.tabular import ROWS

#: One row more than is accepted, to tell that there are too many; no more is unpacked or looked at.
MOST_ROWS = ROWS + 2
MOST_COLUMNS = 200
#: A part of a spreadsheet may be one character long, and takes a thousand times that to read.
UNPACKED = 3 * 1024 * 1024
MOST_TAGS = 300_000


def rows_of_csv(data: bytes) -> list[list[Any]]:
    """Return the rows; raise ValueError where it is no CSV in UTF-8."""
    text = utf_8(data)
    try:
        for separator in ",;":
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
            if "slug" in (cell.strip() for cell in next(rows, [])):
                break
        text_rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        return list(islice(text_rows, MOST_ROWS))
    except csv.Error as error:
        raise ValueError(_("This is no CSV: %s.") % error) from error


def utf_8(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = _("The file is not in UTF-8. Save it as “CSV UTF-8”, or as XLSX.")
        raise ValueError(told) from error


def rows_of_xlsx(data: bytes) -> list[list[Any]]:
    """Return the rows of the first sheet; raise ValueError where it is no XLSX, or far too big."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            is_small = sum(part.file_size for part in parts) <= UNPACKED
            tags = sum(packed.read(part).count(b"<") for part in parts) if is_small else 0
    except Exception as error:
        raise ValueError(_("This is no XLSX file, or it is broken.")) from error
    if not is_small:
        told = _("The file is too large when unpacked: %d MB at most.") % (UNPACKED // 1024**2)
        raise ValueError(told)
    if tags > MOST_TAGS:
        raise ValueError(_("The file has too many cells, perhaps empty ones. Split it."))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # which the file claims, and may claim wrongly
            rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
            return [[_value(cell) for cell in row] for row in rows]
        finally:
            book.close()
    except Exception as error:
        told = _("This is no XLSX file, or it is broken.")
        if isinstance(error.__context__ or error, DefusedXmlException):
            told = _("The file defines XML entities, which no spreadsheet needs.")
        raise ValueError(told) from error


def _value(cell: Any) -> Any:
    return FORMULA if cell.data_type == "f" else cell.value
