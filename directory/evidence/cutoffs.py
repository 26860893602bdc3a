"""Whether one can apply for computing time on a day, and by when: the cut-offs of an access mode.

No source tells on which day a cut-off was announced: those after a past day are known today.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Self

from directory import dates
from directory.enums import CallState
from directory.models import AccessCall, AccessMode

#: How many days of a recurring cut-off are worked out ahead: those of a year.
RECURRENCES = 12


@dataclass(frozen=True)
class Cutoff:
    """A day by which to apply, and the hour in Brussels; None where no hour is published."""

    mode: AccessMode
    day: datetime.date
    hour: datetime.time | None
    note: str = ""
    #: Whether the day was worked out from a rule; else it is published as such.
    recurs: bool = False

    @property
    def moment(self) -> datetime.datetime | None:
        if self.hour is None:
            return None
        return datetime.datetime.combine(self.day, self.hour, tzinfo=dates.BRUSSELS)

    @property
    def when(self) -> datetime.datetime | datetime.date:
        return self.moment or self.day

    @property
    def anchor(self) -> str:
        return f"cutoff-{self.mode.pk}-{self.day.isoformat()}"

    @classmethod
    def on(cls, day: datetime.date, mode: AccessMode, **values: Any) -> Self:
        """Return the cut-off of a mode on a day, at the hour of the mode."""
        hour = datetime.time.fromisoformat(mode.cutoff_time) if mode.cutoff_time else None
        return cls(mode, day, hour, **values)

    @classmethod
    def published(cls, call: AccessCall) -> Self:
        return cls.on(call.closes_on, call.mode, note=call.note)


@dataclass(frozen=True)
class Cutoffs:
    """The cut-offs of an access mode as they lie on a day: a cut-off of the day itself is ahead.

    No query where the mode comes `with_calls()`.
    """

    mode: AccessMode
    day: datetime.date

    @cached_property
    def published(self) -> tuple[Cutoff, ...]:
        """The days that are published as such, the first one first."""
        calls = sorted(self.mode.calls.all(), key=lambda call: call.closes_on)
        return tuple(Cutoff.published(call) for call in calls)

    @cached_property
    def ahead(self) -> tuple[Cutoff, ...]:
        """Those still to come, with those of a year that a rule gives."""
        known = {cutoff.day: cutoff for cutoff in self.published if cutoff.day >= self.day}
        for day in self._recurring():
            known.setdefault(day, Cutoff.on(day, self.mode, recurs=True))
        return tuple(known[day] for day in sorted(known))

    @cached_property
    def past(self) -> tuple[Cutoff, ...]:
        """Those that have passed and were published as such, the newest first."""
        return tuple(cutoff for cutoff in reversed(self.published) if cutoff.day < self.day)

    @property
    def next(self) -> Cutoff | None:
        return self.ahead[0] if self.ahead else None

    @property
    def following(self) -> tuple[Cutoff, ...]:
        """Those after the next one."""
        return self.ahead[1:]

    @property
    def last_known(self) -> Cutoff | None:
        """The last day that is published as such, ahead or past."""
        return self.published[-1] if self.published else None

    @property
    def checked_on(self) -> datetime.date | None:
        """The day on which the dates were last compared with their source, None if unknown."""
        return self.mode.checked_on

    @property
    def days_left(self) -> int | None:
        return (self.next.day - self.day).days if self.next else None

    @property
    def state(self) -> CallState:
        if self.mode.recurrence:
            return CallState.RECURRING
        if self.ahead:
            return CallState.CUTOFF_AHEAD
        if self.published:
            closed = self.mode.always_open is False
            return CallState.CLOSED if closed else CallState.RUN_OUT
        return CallState.ALWAYS_OPEN if self.mode.always_open else CallState.NOT_PUBLISHED

    def _recurring(self) -> Iterator[datetime.date]:
        if not self.mode.recurrence:
            return iter(())
        return islice(firsts_of_months(self.day), RECURRENCES)


def firsts_of_months(day: datetime.date) -> Iterator[datetime.date]:
    """Yield the first days of months from a day on, this one included."""
    first = day.replace(day=1)
    while True:
        if first >= day:
            yield first
        first = (first + datetime.timedelta(days=31)).replace(day=1)
