"""The ledger: each claim beside what the directory counts, on the claim's own date and on a day.

A count may be a range, because sources leave open what was true on a day. A claim holds if it
holds for every number in the range, it does not if it holds for none; else it cannot be checked.
"""

import datetime
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from directory import dates
from directory.enums import Comparator, Outcome
from directory.evidence.counting import Count, Metric, Number
from directory.evidence.metrics import metric_of
from directory.evidence.network import Network
from directory.models import Claim
from directory.text import figure

#: How far a number may be from one that a claim gives as "about", as a share of that one.
ABOUT = Decimal("0.05")


@dataclass(frozen=True)
class Check:
    """What comes of a claim on a day, or on the days of a span (`first` to `last`)."""

    metric: Metric
    first: datetime.date
    last: datetime.date
    outcome: Outcome
    count: Count | None
    #: How many more (or, below zero, fewer) are counted than are claimed; the least of a range.
    difference: Number | None = None
    #: The numbers of the last of these days that stand beside this one.
    beside: tuple[tuple[Metric, Count], ...] = ()

    @property
    def address(self) -> str:
        """The number's permanent address as of the last of these days; empty if not counted."""
        return self.metric.address(self.last) if self.count else ""

    @property
    def in_words(self) -> str:
        """Return the outcome, by how much a claim does not hold, or why it cannot be checked."""
        words = str(self.outcome.label)
        if self.outcome == Outcome.CANNOT_BE_CHECKED:
            return f"{words}: {self.why}" if self.why else words
        return f"{words}: {self.by_how_much}" if self.difference is not None else words

    @property
    def by_how_much(self) -> str:
        """Return how far what is counted is from what is claimed; empty where the claim holds."""
        if self.difference is None or not self.count:
            return ""
        if not self.difference:
            return _("exactly as many")
        least = not self.count.is_certain
        if self.difference > 0:
            words = _("at least %(number)s more") if least else _("%(number)s more")
        else:
            words = _("at least %(number)s fewer") if least else _("%(number)s fewer")
        return words % {"number": figure(abs(Decimal(self.difference)))}

    @property
    def why(self) -> str:
        """Return why a claim cannot be checked, empty where it can."""
        if self.outcome != Outcome.CANNOT_BE_CHECKED:
            return ""
        return str(self.count.gap if self.count else self.metric.reason)

    @property
    def listed(self) -> str:
        """The list of what was counted, as of the last of these days; empty where none exists."""
        listing = self.metric.listing
        return listing.address(self.last) if self.count and listing else ""


@dataclass(frozen=True)
class Entry:
    """A claim with its check on its own date and on the day asked for.

    The first is None for an undated claim, and for one about a later day.
    """

    claim: Claim
    metric: Metric
    then: Check | None
    now: Check

    @property
    def outcome(self) -> Outcome:
        """The outcome on the claim's own date, or on the day asked for if it is undated."""
        if self.then is None and not self.claim.undated:
            return Outcome.CANNOT_BE_CHECKED
        return (self.then or self.now).outcome


class Ledger:
    """Checks claims against one snapshot of the network as of a day."""

    def __init__(self, network: Network, day: datetime.date) -> None:
        self.network, self.day = network, day
        self._counts: dict[tuple[str, datetime.date], Count] = {}

    def entry(self, claim: Claim) -> Entry:
        metric = metric_of(claim.metric)
        days = days_of(claim, dates.today())
        then = self.check(claim, metric, days) if days and days[-1] <= self.day else None
        return Entry(claim, metric, then, self.check(claim, metric, [self.day]))

    def entries(self, claims: Iterable[Claim]) -> list[Entry]:
        return [self.entry(claim) for claim in claims]

    def check(self, claim: Claim, metric: Metric, days: list[datetime.date]) -> Check:
        """Return what comes of a claim on some days together."""
        if not metric.counts or claim.value is None:
            return Check(metric, days[0], days[-1], Outcome.CANNOT_BE_CHECKED, None)
        count = self.count(metric, days[0])
        for day in days[1:]:
            count = count.union(self.count(metric, day))
        outcome = outcome_of(claim.comparator, claim.value, count)
        difference = None
        best = closest(claim.comparator, claim.value, count)
        if outcome == Outcome.DOES_NOT_HOLD and best is not None:
            difference = best - claim.value
        beside = tuple(
            (other, self.count(other, days[-1])) for other in map(metric_of, metric.beside)
        )
        return Check(metric, days[0], days[-1], outcome, count, difference, beside)

    def count(self, metric: Metric, day: datetime.date) -> Count:
        key = metric.name, day
        if key not in self._counts:
            self._counts[key] = metric.count(self.network, day)
        return self._counts[key]


def days_of(claim: Claim, today: datetime.date) -> list[datetime.date]:
    """Return the days on which a claim is checked for its own date: the first and the last.

    Of "known by" only the last is known; of a span that has begun, days to come are not counted;
    an undated claim has none.
    """
    if claim.latest is None:
        return []
    if (claim.earliest or claim.latest) > today:
        return [claim.latest]
    return sorted({min(day, today) for day in (claim.earliest or claim.latest, claim.latest)})


def holds_for(comparator: str, value: Number, number: Number) -> bool:
    """Tell whether a number is what a claim says; "about" means within 5 per cent of the claim."""
    if comparator == Comparator.ABOUT:
        claimed = Decimal(value)
        return abs(Decimal(number) - claimed) <= abs(claimed) * ABOUT
    compare = {
        Comparator.EQUAL: operator.eq,
        Comparator.MORE: operator.gt,
        Comparator.AT_LEAST: operator.ge,
        Comparator.LESS: operator.lt,
        Comparator.AT_MOST: operator.le,
    }[Comparator(comparator)]
    return compare(number, value)


def closest(comparator: str, value: Number, count: Count) -> Number | None:
    """Return the number of a range for which a claim holds best, None for one without an end."""
    if comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return count.high
    if comparator in (Comparator.LESS, Comparator.AT_MOST):
        return count.low
    nearest = max(value, count.low)
    return nearest if count.high is None else min(nearest, count.high)


def outcome_of(comparator: str, value: Number, count: Count) -> Outcome:
    """Return whether a claim holds for every number of a range, for none, or for some."""
    best = closest(comparator, value, count)
    if best is not None and not holds_for(comparator, value, best):
        return Outcome.DOES_NOT_HOLD
    for_lowest = holds_for(comparator, value, count.low)
    if count.high is None:
        for_highest = comparator in (Comparator.MORE, Comparator.AT_LEAST)
    else:
        for_highest = holds_for(comparator, value, count.high)
    return Outcome.HOLDS if for_lowest and for_highest else Outcome.CANNOT_BE_CHECKED
