"""What a row of the lists of numbers and of editions shows."""

from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from directory.columns.base import DAY, Column, DataType, iso, number
from directory.columns.shared import ADDRESS
from directory.enums import Comparator
from directory.evidence.counting import Number


def plain(value: Number | None) -> int | float | None:
    return None if value is None else number(Decimal(value))


def items(row: Any, which: str) -> list[str]:
    return [item.slug for item in getattr(row.count, which)]


NUMBER_COLUMNS = (
    Column("name", _("Name"), _("Permanent name of the number."), lambda row: row.pk),
    Column(
        "label",
        _("Number"),
        _("What is counted."),
        lambda row: str(row.metric.label),
        in_table=True,
    ),
    Column(
        "definition",
        _("What it means"),
        _("What exactly is counted."),
        lambda row: str(row.metric.definition),
        in_table=True,
    ),
    Column(
        "judgement",
        _("How records are read"),
        _("Where the number depends on how records are read: how they are read here, and why."),
        lambda row: str(row.metric.judgement) or None,
    ),
    Column(
        "value",
        _("Value"),
        _("The number on the day; the least that it may be where it is not certain."),
        lambda row: plain(row.count.low),
        text=lambda row: row.count.in_words,
        data_type=DataType.NUMBER,
        in_table=True,
        is_figure=True,
    ),
    Column(
        "value_at_most",
        _("At most"),
        _("The most that it may be; empty where that is open."),
        lambda row: plain(row.count.high),
        data_type=DataType.NUMBER,
        is_figure=True,
    ),
    Column(
        "comparator",
        _("Comparator"),
        _("How the value is meant: = where it is certain, else >=."),
        lambda row: (Comparator.EQUAL if row.count.is_certain else Comparator.AT_LEAST).value,
        choices=Comparator,
    ),
    Column("unit", _("Unit"), _("Unit of the value."), lambda row: str(row.metric.unit) or None),
    Column(
        "in_words",
        _("In words"),
        _("The number, or the range that sources leave it, as pages show it."),
        lambda row: row.count.in_words,
    ),
    Column(
        "gap",
        _("Why it is not certain"),
        _("Why the number is not certain; empty where it is."),
        lambda row: str(row.count.gap) or None,
    ),
    Column(
        "counted",
        _("Counted"),
        _("Slugs of the records behind the number."),
        lambda row: items(row, "counted"),
        data_type=DataType.TEXTS,
    ),
    Column(
        "uncertain",
        _("Uncertain"),
        _("Slugs of the records that may have to be counted too."),
        lambda row: items(row, "uncertain"),
        data_type=DataType.TEXTS,
    ),
    Column(
        "listing",
        _("List"),
        _("Address of the list that shows what is counted; empty where none does."),
        lambda row: row.metric.listing.address(row.day) if row.metric.listing else None,
        data_type=DataType.URL,
    ),
    ADDRESS,
)

EDITION_COLUMNS = (
    Column(
        "number",
        _("Number"),
        _("Number of the edition."),
        lambda edition: edition.number,
        data_type=DataType.INTEGER,
        in_table=True,
    ),
    Column(
        "made_at",
        _("Made at"),
        _("Moment at which it was made."),
        lambda edition: edition.made_at.isoformat(),
        data_type=DataType.MOMENT,
    ),
    Column(
        "made_on",
        _("Date"),
        _("Day on which it was made, in Brussels."),
        lambda edition: iso(edition.day),
        text=lambda edition: date_format(edition.day, DAY),
        data_type=DataType.DAY,
        in_table=True,
    ),
    Column(
        "why",
        _("Why"),
        _("Why it was made, where that is public."),
        lambda edition: edition.reason or None,
    ),
    Column(
        "changes",
        _("Changes"),
        _("How many public records it recorded, changed or removed."),
        lambda edition: edition.changes,
        data_type=DataType.INTEGER,
        in_table=True,
        is_figure=True,
    ),
    ADDRESS,
)
