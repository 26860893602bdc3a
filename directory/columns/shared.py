"""Columns that the rows of several lists have."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, Label, iso, number


def name_of(help_text: Label) -> Column:
    return Column("name", _("Name"), help_text, lambda row: row.name, in_table=True)


def summary_of(help_text: Label) -> Column:
    """Return the column of a text that tells of today; on past days it is empty."""
    return Column("summary", _("Summary"), help_text, lambda row: row.summary_then or None)


def slugs_of(
    name: str,
    label: Label,
    help_text: Label,
    records: Callable[[Any], Iterable[Any]],
    refers_to: str,
    *,
    in_table: bool = False,
) -> Column:
    """Return a column of records: their slugs in data, their names for readers."""
    return Column(
        name,
        label,
        help_text,
        lambda row: [record.pk for record in records(row)],
        text=lambda row: ", ".join(str(record) for record in records(row)),
        data_type=DataType.TEXTS,
        refers_to=refers_to,
        in_table=in_table,
    )


def coordinates(help_text: Label) -> tuple[Column, Column]:
    """Return the columns of a place, which is empty where the directory knows none."""
    return (
        Column(
            "latitude",
            _("Latitude"),
            help_text,
            lambda row: number(row.latitude),
            data_type=DataType.NUMBER,
            unit=_("degrees north"),
        ),
        Column(
            "longitude",
            _("Longitude"),
            help_text,
            lambda row: number(row.longitude),
            data_type=DataType.NUMBER,
            unit=_("degrees east"),
        ),
    )


def how_many(
    name: str, label: Label, help_text: Label, records: Callable[[Any], Iterable[Any]]
) -> Column:
    """Return a column that counts records."""
    return Column(
        name,
        label,
        help_text,
        lambda row: len(list(records(row))),
        data_type=DataType.INTEGER,
        in_table=True,
        is_figure=True,
    )


def answers(name: str, label: Label, choices: type[TextChoices]) -> Column:
    """Return a column of some of the words of a vocabulary; none of them where all are meant."""
    return Column(
        name,
        label,
        _("The answers for which the rule holds; empty where it does not ask."),
        lambda row: list(getattr(row, name)),
        text=lambda row: ", ".join(str(choices(word).label) for word in getattr(row, name)),
        data_type=DataType.TEXTS,
        choices=choices,
    )


SLUG = Column("slug", _("Slug"), _("Permanent name of the record."), lambda row: row.pk)
ALIASES = Column(
    "aliases",
    _("Other names"),
    _("Other names."),
    lambda row: list(row.aliases),
    data_type=DataType.TEXTS,
)
OTHER_NAMES = replace(ALIASES, label=_("Other and former names"), help=_("Other and former names."))
SOURCES = slugs_of(
    "sources",
    _("Sources"),
    _("Slugs of the sources that it rests on."),
    lambda row: row.sources.all(),
    "sources",
)
CHECKED_ON = Column(
    "checked_on",
    _("Checked on"),
    _("Day on which it was last checked against its sources."),
    lambda row: iso(row.checked_on),
    data_type=DataType.DAY,
)
ADDRESS = Column(
    "address",
    _("Address"),
    _("Where it stands on the portal."),
    lambda row: row.get_absolute_url(),
    data_type=DataType.URL,
)
EXPLANATION = Column(
    "explanation", _("Explanation"), _("What it means, in our own words."), lambda r: r.explanation
)
