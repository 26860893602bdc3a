"""Cells of tables: what one says for the value of a record form, and back.

References and texts stand one per line, what has parts of its own as YAML on one line. Texts that a
spreadsheet could take for a formula begin with an apostrophe, which is taken off again.
"""

import datetime
import re
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from directory.editing import canonical
from directory.editing.kinds import Kind
from directory.editing.record_forms import DATE_PARTS
from directory.models import Dated

#: The column that says which edition a table was exported from.
EDITION = "edition"

Cell = str | int | float | Decimal | bool | datetime.date | datetime.time | None
#: Stands for a cell that a spreadsheet works out; nobody can tell here what it would show.
FORMULA: Any = object()

#: What begins a formula in some spreadsheet, and the apostrophe that guards against it.
GUARDED = tuple("=+-@|%'")
NUMBER = re.compile(r"[-+]?\d{1,40}(\.\d{1,40})?([eE][-+]?\d{1,2})?", re.ASCII)
BOOLEANS = {"true": True, "false": False}


def columns(kind: Kind) -> list[str]:
    """Return the keys of the record form of a kind, its slug first."""
    dated = issubclass(kind.model, Dated)
    names = [field.name for field in kind.fields if not (dated and field.name in DATE_PARTS)]
    if dated:
        names.insert(1, kind.date_key)
    evidence = ["evidence", "conflicts"] if kind.evidence_key else []
    return ["slug", *names, *(section.key for section in kind.rows), *evidence]


def field_of(kind: Kind, column: str) -> models.Field | None:
    """Return the field that stands in a column, None for the date and what has parts."""
    if column == kind.date_key:
        return None
    return next((field for field in kind.fields if field.name == column), None)


def written_cell(kind: Kind, column: str, value: Any) -> Cell:
    """Return what the cell says for a value of the form, None where nothing is published."""
    field = field_of(kind, column)
    if value is None and isinstance(field, models.BooleanField) and field.has_default():
        value = field.get_default()
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | Decimal):
        return value
    if isinstance(value, str):
        return guarded(value)
    if field and isinstance(value, list) and all(map(_fits_a_line, value)):
        lines = "\n".join(value)
        if not lines.startswith("["):
            return guarded(lines)
    return canonical.write_in_line(value)


def _fits_a_line(item: Any) -> bool:
    return isinstance(item, str) and item != "" and item == item.strip() and "\n" not in item


def guarded(text: str) -> str:
    return f"'{text}" if text.startswith(GUARDED) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(GUARDED) else text


def read_cell(kind: Kind, column: str, cell: Any) -> Any:
    """Return the value of the form that a cell stands for, None where it is empty.

    Raises ValueError where nobody can tell. A value of another type than the field's is returned as
    it is: whoever reads the form refuses it with its place.
    """
    if cell is FORMULA:
        raise ValueError(_("A formula. Put the value itself into the cell."))
    if isinstance(cell, str):
        cell = unguarded(cell.replace("\r\n", "\n"))
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    field = field_of(kind, column)
    if isinstance(field, models.BooleanField):
        return BOOLEANS.get(str(cell).strip().casefold(), cell)
    if isinstance(field, models.IntegerField | models.DecimalField):
        return _number(cell)
    text = _text(cell)
    if field is None and column not in ("slug", EDITION, kind.date_key):
        return canonical.read(text)
    return _read_text(field, column == kind.date_key, text)


def _read_text(field: models.Field | None, is_date: bool, text: str) -> Any:
    is_list = isinstance(field, models.JSONField | models.ManyToManyField)
    if (is_date and text.startswith("{")) or (is_list and text.startswith("[")):
        return canonical.read(text)
    return [line.strip() for line in text.split("\n") if line.strip()] if is_list else text


def _number(cell: Any) -> Any:
    """Return an exact number for what a spreadsheet or a text has; anything else as it is."""
    if isinstance(cell, bool):
        return cell
    text = str(cell).strip()
    if not NUMBER.fullmatch(text):
        return text
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def _text(cell: Any) -> str:
    """Return the text that somebody typed whom the spreadsheet made a number or a day of it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(_number(cell)) if isinstance(cell, int | float | Decimal) else str(cell)
