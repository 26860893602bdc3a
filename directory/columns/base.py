"""What a column is, and how its figures and dates are written for readers."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Choices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.models import Country, Dated, Organisation, Site, Supercomputer, Wave
from directory.text import figure

Label = str | Promise
WithPage = Country | Organisation | Site | Supercomputer | Wave

DAY = dates.DAY


class Link(NamedTuple):
    """A record or a page that a cell leads to; `note` stands behind it."""

    label: Label
    address: str
    note: Label = ""

    @property
    def external(self) -> bool:
        return not self.address.startswith("/")


class DataType(TextChoices):
    """What the values of a column are in data; days and moments are written as ISO 8601."""

    TEXT = "text", _("text")
    INTEGER = "integer", _("whole number")
    NUMBER = "number", _("number")
    BOOLEAN = "boolean", _("true or false")
    DAY = "day", _("day, YYYY-MM-DD")
    MOMENT = "moment", _("day and time, in Excel that of Brussels")
    URL = "address", _("address")
    TEXTS = "texts", _("several texts, in tables with a semicolon and a space between them")


@dataclass(frozen=True)
class Column:
    """One column: `value` gives data (None where nothing is published), `text` what people read.

    Lists of slugs or names stay lists in JSON and are joined by "; " in flat files. `note` is what
    one must know to read the text right, such as the precision of a figure. `links` are what the
    text becomes on pages.
    """

    name: str
    label: Label
    help: Label
    value: Callable[[Any], Any]
    unit: Label = ""
    text: Callable[[Any], Label] | None = None
    note: Callable[[Any], Label] | None = None
    #: What `value` gives, where it gives anything.
    data_type: DataType = DataType.TEXT
    #: The list of records whose slugs the values are, empty where they are none.
    refers_to: str = ""
    #: All values that there can be, where they are few words.
    choices: type[Choices] | None = None
    links: Callable[[Any], Iterable[Link]] | None = None
    in_table: bool = False
    is_figure: bool = False

    def display(self, row: Any) -> Label:
        """Return what a reader sees, empty where nothing is published."""
        if self.text:
            return self.text(row)
        value = self.value(row)
        if isinstance(value, list):
            return ", ".join(value)
        if self.is_figure and value is not None:
            return figure(Decimal(str(value)))
        return "" if value is None else str(value)

    def in_words(self, row: Any) -> str:
        """Return what a reader sees where no heading names the unit."""
        text = str(self.display(row))
        if not text:
            return ""
        note = str(self.note(row)) if self.note else ""
        return f"{text} {self.unit}".strip() + (f" ({note})" if note else "")


def link_to(record: WithPage | None) -> list[Link]:
    """Return the link to the page of a record, if there is one."""
    return [Link(str(record), record.get_absolute_url())] if record else []


def link_out(address: str) -> list[Link]:
    """Return the link to an address of somebody else, if there is one."""
    return [Link(address, address)] if address else []


def iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def number(value: Decimal | None) -> int | float | None:
    """Return a decimal as JSON and spreadsheets want it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def when(dated: Dated) -> str:
    """Return the date of a fact in words as precise as its source; empty where it is undated."""
    return dates.in_words(dated.as_published)
