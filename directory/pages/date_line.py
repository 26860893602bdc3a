"""The date line under the map: the days on which the network can be shown, and what links keep."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from directory import dates
from directory.models import Wave
from directory.selection import SiteSelection
from directory.selection.day import AS_OF, AsOf

#: How long before the first announcement the line begins, to show the network that was not yet.
BEFORE = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Announced:
    """A day on which rounds were announced; `query` is the question as of that day."""

    day: datetime.date
    names: list[str]
    wave: str
    query: str
    is_shown: bool


@dataclass(frozen=True)
class DateLine:
    """A line of days from `first` to `last`, which is today."""

    first: datetime.date
    last: datetime.date
    as_of: AsOf
    announced: list[Announced]
    #: The days on which something changes, and today: what playing goes through.
    steps: list[datetime.date]
    #: The question without its day, as a form carries it.
    carried: list[tuple[str, str]]

    @property
    def names(self) -> list[str]:
        """The rounds announced on the day that is shown."""
        return [name for stop in self.announced if stop.is_shown for name in stop.names]

    @property
    def shows_today(self) -> bool:
        return self.as_of.day == self.last

    @classmethod
    def of(cls, selection: SiteSelection) -> "DateLine":
        last = dates.today()
        first = min((wave.announced_on for wave in selection.announced), default=last) - BEFORE
        others = QueryDict(selection.query_of_today.removeprefix("?"))
        return cls(
            first=first,
            last=last,
            as_of=selection.as_of,
            announced=announced_days(selection, selection.announced),
            steps=[*(day for day in selection.days_of_change if first < day < last), last],
            carried=[(name, value) for name, values in others.lists() for value in values],
        )


def announced_days(selection: SiteSelection, waves: Iterable[Wave]) -> list[Announced]:
    """Return the days of the announcements in their order, each with its rounds."""
    by_day: dict[datetime.date, list[Wave]] = {}
    for wave in waves:
        by_day.setdefault(wave.announced_on, []).append(wave)
    return [
        Announced(
            day=day,
            names=[wave.name for wave in together],
            wave=together[0].pk,
            query=selection.query(**{AS_OF: [day.isoformat()]}),
            is_shown=day == selection.day,
        )
        for day, together in sorted(by_day.items())
    ]
