"""The cells of a workbook: typed, never a formula, never more than a cell can hold."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from directory import dates
from directory.columns.base import DataType
from directory.formats.base import flat, without_controls

#: How many characters a cell of Excel can hold.
MOST = 32_767
BOLD = Font(bold=True)
FORMATS = {DataType.DAY: "yyyy-mm-dd", DataType.MOMENT: "yyyy-mm-dd hh:mm"}


def cell(sheet: Any, value: Any, data_type: DataType = DataType.TEXT) -> Any:
    """Return a value as the cell of its type; None stays an empty cell."""
    if value is None:
        return None
    if data_type == DataType.DAY:
        return formatted(sheet, datetime.date.fromisoformat(value), data_type)
    if data_type == DataType.MOMENT:
        moment = datetime.datetime.fromisoformat(value).astimezone(dates.BRUSSELS)
        return formatted(sheet, moment.replace(tzinfo=None), data_type)
    if isinstance(value, bool | int | float):
        return value
    return text(sheet, str(flat(value)))


def formatted(sheet: Any, value: datetime.date, data_type: DataType) -> WriteOnlyCell:
    found = WriteOnlyCell(sheet, value)
    found.number_format = FORMATS[data_type]
    return found


def text(sheet: Any, words: str) -> WriteOnlyCell:
    """Return words as a cell that is text whatever they begin with, cut visibly if too long."""
    words = without_controls(words)
    if len(words) > MOST:
        mark = _(" … [cut here: a cell holds %(most)d characters]") % {"most": MOST}
        words = words[: MOST - len(mark)] + mark
    found = WriteOnlyCell(sheet, words)
    found.data_type = "s"
    return found


def heading(sheet: Any, words: str) -> WriteOnlyCell:
    found = text(sheet, words)
    found.font = BOLD
    return found
