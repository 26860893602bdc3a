"""What a part is, rows nested in a row, and the columns that several parts have."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, Label, iso
from directory.enums import LinkStatus, MachineUse, OrganisationRole, Reading


def nothing(day: datetime.date) -> Iterable[Prefetch | str]:
    return ()


@dataclass(frozen=True)
class Part:
    """Rows of one kind within a row of a list; `rows` gives them, of rows that come with them."""

    name: str
    label: Label
    help: Label
    columns: tuple[Column, ...]
    rows: Callable[[Any], Iterable[Any]]
    #: What rows have to come with besides what their list brings, as of a day.
    needs: Callable[[datetime.date], Iterable[Prefetch | str]] = nothing
    #: Whether only a record by itself has it, as it costs queries for each row.
    only_alone: bool = False


def slug_of(name: str, label: Label, key: str, refers_to: str) -> Column:
    """Return the column of the permanent name of another record."""
    words = _("Permanent name of the record.")
    return Column(name, label, words, lambda row: getattr(row, key), refers_to=refers_to)


def name_of(relation: str) -> Column:
    words = _("Name of the record.")
    return Column("name", _("Name"), words, lambda row: str(getattr(row, relation)))


def words_of(name: str, label: Label, help_text: Label, **options: Any) -> Column:
    """Return the column of a text that may be empty."""
    return Column(name, label, help_text, lambda row: getattr(row, name) or None, **options)


def dates_of(what: Label) -> tuple[Column, ...]:
    """Return the columns of the date of a fact: as published, and the days that it may mean."""
    return (
        Column("date", _("Date"), what, lambda row: row.as_published or None),
        Column(
            "earliest",
            _("Earliest day"),
            _("First day that the date may mean; empty where only a last day is known."),
            lambda row: iso(row.earliest),
            data_type=DataType.DAY,
        ),
        Column(
            "latest",
            _("Latest day"),
            _("Last day that the date may mean."),
            lambda row: iso(row.latest),
            data_type=DataType.DAY,
        ),
    )


NOTE = words_of("note", _("Note"), _("What the source adds."))
ROLE = words_of("role", _("Role"), _("What the organisation does."), choices=OrganisationRole)
USE = Column(
    "use",
    _("Use"),
    _("How the site uses the machine on the day; empty where no source tells whether it ran."),
    lambda row: row.use_then,
    choices=MachineUse,
)
USE_NOTE = Column(
    "note",
    _("Note"),
    _("What the source adds; empty on past days."),
    lambda row: row.note_then or None,
)
LINK = words_of("status", _("Status"), _("How firm the link is."), choices=LinkStatus)

#: A source within a record, of whatever row `source` is found in.
CITED_COLUMNS = (
    slug_of("source", _("Source"), "source_id", "sources"),
    Column("title", _("Title"), _("Title of the source."), lambda row: row.source.title),
    Column("publisher", _("Publisher"), _("Who published it."), lambda row: row.source.publisher),
    Column(
        "date",
        _("Date"),
        _("Date of the source as published; empty where it has none."),
        lambda row: row.source.as_published or None,
    ),
    Column(
        "url",
        _("Address"),
        _("Address of the source; empty where none is known."),
        lambda row: row.source.url or None,
        data_type=DataType.URL,
    ),
    Column(
        "reading",
        _("How it was read"),
        _("Directly, or only through another text that quotes it."),
        lambda row: row.source.reading,
        choices=Reading,
    ),
    words_of("note", _("Note"), _("What is to be remarked about what it says.")),
)
