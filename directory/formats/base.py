"""What a format is, and what every data file says about itself and its rows."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.utils.functional import Promise

from directory.columns import number
from directory.models import Edition
from directory.selection import Selection
from directory.selection.standing import Standing
from directory.terms import ATTRIBUTION, LICENCE_ID

#: What XML 1.0 cannot hold, not even escaped.
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


@dataclass(frozen=True)
class Format:
    """One way of writing down a selection, or a comparison."""

    suffix: str
    label: str
    media_type: str
    #: Gets what is written, most often a Selection, and the address of the data; gives it piece by
    #: piece, so that no answer has to fit into memory.
    write: Callable[[Any, str], Iterable[str | bytes]]
    #: The names of the lists that can be had in it, all of them where none is named.
    lists: frozenset[str] = frozenset()
    #: As what kind of selection it reads a list, if not as the list itself.
    reading: Callable[[Any], Any] | None = None
    #: What it is good for, in a few words.
    good_for: str | Promise = ""
    #: Whether programs ask for it again and again to tell what is new, instead of keeping a file.
    is_followed: bool = False

    @property
    def plain_type(self) -> str:
        """The media type without its parameters."""
        return self.media_type.partition(";")[0]


def about(selection: Standing, address: str) -> dict[str, Any]:
    """Return what makes the data at `address` quotable: edition, days, licence and origin.

    No column of a list may bear one of these names: flat files have them beside the columns.
    """
    return origin(selection.edition, selection.day, address)


def origin(edition: Edition | None, day: datetime.date, address: str) -> dict[str, Any]:
    return {
        "edition": edition.number if edition else 0,
        "edition_date": edition.day.isoformat() if edition else None,
        "as_of": day.isoformat(),
        "licence": LICENCE_ID,
        "attribution": ATTRIBUTION,
        "data_address": address,
    }


def record_url(selection: Selection, row: Any, address: str) -> str | None:
    """Return where a row is shown as of the day; None where no page shows it."""
    if not hasattr(row, "get_absolute_url"):
        return None
    page, hash_, anchor = row.get_absolute_url().partition("#")
    day = selection.as_of.query if selection.rows_have_days else ""
    return urljoin(address, f"{page}{day}{hash_}{anchor}")


def place(row: Any) -> list[int | float | None] | None:
    """Return longitude and latitude of a row, None where it has no place."""
    if getattr(row, "latitude", None) is None:
        return None
    return [number(row.longitude), number(row.latitude)]


def flat(value: Any) -> Any:
    """Return a value as one cell of a table."""
    return "; ".join(value) if isinstance(value, list) else value


def without_controls(text: str) -> str:
    """Return a text without the characters that XML, and so a workbook, cannot hold."""
    return NOT_IN_XML.sub("", text)
