"""What a metric is and what counting gives: a number, or a range where sources leave it open."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.evidence.network import Network
from directory.text import figure

Text = str | Promise
Number = int | Decimal


@dataclass(frozen=True)
class Item:
    """A record that was counted; `page` is the name of its page."""

    page: str
    slug: str
    name: str

    @property
    def address(self) -> str:
        return reverse(f"directory:{self.page}", args=[self.slug])


@dataclass(frozen=True)
class Count:
    """What was counted: the number for certain, and the most that it may be, None where open.

    `counted` are the records behind the number, `uncertain` those that would make it higher.
    """

    low: Number
    high: Number | None
    counted: tuple[Item, ...] = ()
    uncertain: tuple[Item, ...] = ()
    #: Why the number is not certain, empty where it is.
    gap: Text = ""

    @property
    def is_certain(self) -> bool:
        return self.low == self.high

    @property
    def in_words(self) -> str:
        """Return the number, or the range that sources leave it."""
        if self.high is None:
            lowest = {"number": figure(Decimal(self.low))}
            return _("at least %(number)s") % lowest if self.low else _("not published")
        if self.is_certain:
            return figure(Decimal(self.low))
        return _("%(low)s to %(high)s") % {
            "low": figure(Decimal(self.low)),
            "high": figure(Decimal(self.high)),
        }

    def union(self, other: "Count") -> "Count":
        """Return the range that holds both counts; certain are the records of both."""
        high = None
        if self.high is not None and other.high is not None:
            high = max(self.high, other.high)
        both = {item for item in self.counted if item in other.counted}
        every = dict.fromkeys((*self.counted, *self.uncertain, *other.counted, *other.uncertain))
        return Count(
            low=min(self.low, other.low),
            high=high,
            counted=tuple(item for item in every if item in both),
            uncertain=tuple(item for item in every if item not in both),
            gap=self.gap or other.gap or ("" if self == other else change_gap()),
        )


@dataclass(frozen=True)
class Listing:
    """The list that shows what a metric counts: the name of a page and its parameters."""

    page: str
    params: Mapping[str, str] = field(default_factory=dict)

    def address(self, day: datetime.date | None = None) -> str:
        """Return its address, as of `day` or of whatever day it is when it is read."""
        params = {**self.params, "as_of": day.isoformat()} if day else self.params
        query = urlencode(params)
        return reverse(f"directory:{self.page}") + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Metric:
    """Something that can be said of the network as a number, counted here or not (`reason`)."""

    name: str
    label: Text
    definition: Text
    unit: Text = ""
    #: Where a count depends on how records are read: how they are read here, and why.
    judgement: Text = ""
    listing: Listing | None = None
    is_headline: bool = False
    counts: Callable[[Network, datetime.date], Count] | None = None
    #: Why it cannot be counted from the records, empty where it can.
    reason: Text = ""
    #: The metrics whose numbers stand beside this one, as texts mean different things by it.
    beside: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        return self.counts is not None

    def get_absolute_url(self) -> str:
        """Return the permanent address of a number that is counted."""
        return reverse("directory:number", args=[self.name])

    def address(self, day: datetime.date) -> str:
        """Return the permanent address of the number as of a day."""
        return f"{self.get_absolute_url()}?as_of={day.isoformat()}"

    def count(self, network: Network, day: datetime.date) -> Count:
        if not self.counts:
            raise LookupError(f"{self.name} cannot be counted")
        return self.counts(network, day)


COUNTED: dict[str, Metric] = {}


def counted(
    label: Text,
    definition: Text,
    *,
    unit: Text,
    judgement: Text = "",
    listing: Listing | None = None,
    is_headline: bool = False,
    beside: tuple[str, ...] = (),
) -> Callable:
    """Register a function (network, day) as the metric of its name."""

    def register(count: Callable[[Network, datetime.date], Count]) -> Callable:
        COUNTED[count.__name__] = Metric(
            name=count.__name__,
            label=label,
            definition=definition,
            unit=unit,
            judgement=judgement,
            listing=listing,
            is_headline=is_headline,
            counts=count,
            beside=beside,
        )
        return count

    return register


def count_of(page: str, records: Iterable[Any], gap: Callable[[int], str] | None = None) -> Count:
    """Count records, or pairs of a record and whether it counts (None where no source tells)."""
    pairs = [record if isinstance(record, tuple) else (record, True) for record in records]
    certain = tuple(Item(page, r.slug, r.name) for r, counts in pairs if counts)
    uncertain = tuple(Item(page, r.slug, r.name) for r, counts in pairs if counts is None)
    return Count(
        low=len(certain),
        high=len(certain) + len(uncertain),
        counted=certain,
        uncertain=uncertain,
        gap=gap(len(uncertain)) if gap and uncertain else "",
    )


def is_among(possible: Iterable[str], *wanted: str) -> bool | None:
    """Tell whether a stage is one of `wanted`, None where only some of the possible ones are."""
    hits = [stage in wanted for stage in possible]
    return hits[0] if len(set(hits)) == 1 else None


def change_gap() -> str:
    return _("The number changed within that time.")


def stage_gap(count: int) -> str:
    return ngettext(
        "Of %(count)d record no source tells the stage on that day.",
        "Of %(count)d records no source tells the stage on that day.",
        count,
    ) % {"count": count}


def announcement_gap(count: int) -> str:
    return ngettext(
        "Of %(count)d machine no source tells whether it was known by that day.",
        "Of %(count)d machines no source tells whether they were known by that day.",
        count,
    ) % {"count": count}


def joining_gap(count: int) -> str:
    return ngettext(
        "Of %(count)d participating state no source tells whether it had joined by that day.",
        "Of %(count)d participating states no source tells whether they had joined by that day.",
        count,
    ) % {"count": count}


def figure_gap(count: int) -> str:
    return ngettext(
        "Of %(count)d record the figure is not published.",
        "Of %(count)d records the figure is not published.",
        count,
    ) % {"count": count}
