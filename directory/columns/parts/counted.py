"""What is nested in numbers and in editions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count as CountOf
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, iso
from directory.columns.changes import CHANGE_COLUMNS
from directory.columns.choices import RecordKind
from directory.columns.claims import CLAIM_COLUMNS
from directory.columns.numbers import plain
from directory.columns.part import Part, slug_of
from directory.columns.parts.nested import some_of
from directory.editing.telling.forms_then import forms_of
from directory.evidence.counting import Count, Item
from directory.evidence.metrics import COUNTED
from directory.evidence.network import Network
from directory.models import Edition, Version
from directory.selection import ChangeSelection


class Counted(NamedTuple):
    """A record behind a number, or one of which sources leave open whether it belongs to it."""

    item: Item
    is_certain: bool


@dataclass(frozen=True)
class Told:
    """A number: since when it is one, or which it is."""

    name: Any
    count: Count


def records(number: Any) -> Iterator[Counted]:
    yield from (Counted(item, True) for item in number.count.counted)
    yield from (Counted(item, False) for item in number.count.uncertain)


def course(number: Any) -> Iterable[Told]:
    return [Told(since, count) for since, count in number.course]


def changes(edition: Edition) -> ChangeSelection:
    return ChangeSelection(QueryDict(f"edition={edition.number}"))


def changed(edition: Edition) -> Iterable[Version]:
    selection = changes(edition)
    return selection.for_table(selection.found.filter(is_new=0))


def recorded(edition: Edition) -> Iterable[dict[str, Any]]:
    new = changes(edition).found.filter(is_new=1).order_by("kind")
    return new.values("kind").annotate(count=CountOf("pk"))


def numbers_then(edition: Edition) -> list[Told]:
    """Return the numbers as an edition had them, on its own day; four queries for an edition."""
    standing = list(Version.objects.standing_in(edition.number))
    network = Network.of_forms(forms_of(standing, edition.day))
    return [Told(name, m.count(network, edition.day)) for name, m in COUNTED.items()]


VALUE = (
    Column(
        "value",
        _("Value"),
        _("The number; the least that it may be where it is not certain."),
        lambda row: plain(row.count.low),
        data_type=DataType.NUMBER,
    ),
    Column(
        "value_at_most",
        _("At most"),
        _("The most that it may be; empty where that is open."),
        lambda row: plain(row.count.high),
        data_type=DataType.NUMBER,
    ),
    Column("in_words", _("In words"), _("The same in words."), lambda row: row.count.in_words),
)

NUMBER_PARTS = (
    Part(
        "records",
        _("Records"),
        _("The records behind the number, and those that may have to be counted too."),
        (
            Column("slug", _("Slug"), _("Permanent name of the record."), lambda r: r.item.slug),
            Column("name", _("Name"), _("Name of the record."), lambda row: row.item.name),
            Column(
                "is_certain",
                _("Certain"),
                _("Whether it is counted for certain; else sources leave it open."),
                lambda row: row.is_certain,
                data_type=DataType.BOOLEAN,
            ),
            Column(
                "address",
                _("Address"),
                _("Where it stands on the portal."),
                lambda row: row.item.address,
                data_type=DataType.URL,
            ),
        ),
        records,
    ),
    Part(
        "course",
        _("Since when"),
        _("The days up to the day on which the number changed, the newest first."),
        (
            Column(
                "since",
                _("Since"),
                _("The day since which it was this number."),
                lambda row: iso(row.name),
                data_type=DataType.DAY,
            ),
            *VALUE,
        ),
        course,
    ),
    Part(
        "claims",
        _("Claims"),
        _("What texts claim about the number, with what comes of it."),
        (
            slug_of("claim", _("Claim"), "pk", "claims"),
            *some_of(
                CLAIM_COLUMNS,
                *("statement", "comparator", "value", "value_date", "unit", "date"),
                *("outcome_then", "outcome_now", "sources"),
            ),
        ),
        lambda number: number.claims,
    ),
)

EDITION_PARTS = (
    Part(
        "numbers",
        _("Numbers"),
        _("The network in numbers, as the edition had it on its own day."),
        (
            Column(
                "number",
                _("Number"),
                _("Permanent name of the number."),
                lambda row: row.name,
                refers_to="numbers",
            ),
            *VALUE,
        ),
        numbers_then,
        only_alone=True,
    ),
    Part(
        "what_changed",
        _("What changed"),
        _("The records that it changed or removed, with what changed in them."),
        some_of(CHANGE_COLUMNS, "kind", "slug", "name", "change", "differences", "url"),
        changed,
        only_alone=True,
    ),
    Part(
        "recorded",
        _("Recorded"),
        _("How many records it recorded for the first time, by kind."),
        (
            Column(
                "kind",
                _("Kind of record"),
                _("Kind of record."),
                lambda row: row["kind"],
                choices=RecordKind,
            ),
            Column(
                "count",
                _("How many"),
                _("How many of that kind."),
                lambda row: row["count"],
                data_type=DataType.INTEGER,
            ),
        ),
        recorded,
        only_alone=True,
    ),
)
