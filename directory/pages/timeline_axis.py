"""The axis of a timeline: which years it shows, and where on it a day lies."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 800  # units of every lane, from the first day to the last, with the columns at the edges
EDGE = 40  # the column for what lies before the first year, or after the last one
MOST_YEARS = 8
AHEAD = 5  # years after the day that is shown, at most
NARROWEST_QUARTER = 36  # units; narrower ones bear no name


@dataclass(frozen=True)
class Tick:
    """The start of a year or a quarter; quarters without room have no words."""

    x: float
    label: str
    is_year: bool


@dataclass(frozen=True)
class Axis:
    """From the first day of a year to the last day of another; `before` and `after` are columns."""

    first: datetime.date
    last: datetime.date
    before: bool
    after: bool
    width: int = WIDTH

    @property
    def left(self) -> int:
        return EDGE if self.before else 0

    @property
    def right(self) -> int:
        return WIDTH - (EDGE if self.after else 0)

    def start_of(self, day: datetime.date) -> float:
        """Return where a day begins; in the middle of a column for what lies outside."""
        if day < self.first:
            return self.left / 2
        if day > self.last:
            return (self.right + WIDTH) / 2
        days = (self.last - self.first).days + 1
        share = (day - self.first).days / days
        return round(self.left + share * (self.right - self.left), 1)

    def end_of(self, day: datetime.date) -> float:
        if day >= self.last:
            return self.right if day == self.last else self.start_of(day)
        return self.start_of(day + datetime.timedelta(days=1))

    def middle_of(self, day: datetime.date) -> float:
        return round((self.start_of(day) + self.end_of(day)) / 2, 1)

    @property
    def ticks(self) -> list[Tick]:
        years = range(self.first.year, self.last.year + 1)
        quarter = (self.right - self.left) / (4 * len(years))
        named = quarter >= NARROWEST_QUARTER
        return [
            Tick(
                self.start_of(datetime.date(year, 3 * number + 1, 1)),
                str(year) if not number else (f"Q{number + 1}" if named else ""),
                not number,
            )
            for year in years
            for number in range(4)
        ]


def axis_for(days: Iterable[datetime.date | None], today: datetime.date) -> Axis:
    """Return the axis on which days are drawn: the years that they need, but not too many."""
    years = [today.year, *(day.year for day in days if day)]
    last = min(max(years), today.year + AHEAD)
    first = max(min(years), last - MOST_YEARS + 1)
    return Axis(
        first=datetime.date(first, 1, 1),
        last=datetime.date(last, 12, 31),
        before=min(years) < first,
        after=max(years) > last,
    )
