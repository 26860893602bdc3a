"""Dates of facts: spans of days named by words such as 2026-H2. Imports nothing of ours."""

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

BRUSSELS = ZoneInfo("Europe/Brussels")
DAY = "j F Y"
MONTH = "F Y"
ACCEPTED = "2026-09-08, 2026-09, 2026-Q3, 2026-H2, 2026, by 2026-09-08"

PATTERN = re.compile(
    r"(?P<by>by )?(?P<year>\d{4})(?:-(?:(?P<half>H[12])|(?P<quarter>Q[1-4])"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?",
    re.ASCII,
)


def today() -> datetime.date:
    """Return the day that the portal calls today: the one in Brussels."""
    return day_of(timezone.now())


def day_of(moment: datetime.datetime) -> datetime.date:
    """Return the day of a moment in Brussels."""
    return moment.astimezone(BRUSSELS).date()


@dataclass(frozen=True)
class Span:
    """The first and the last day on which something may have happened; None where unknown."""

    earliest: datetime.date | None
    latest: datetime.date | None


def parse(text: str) -> Span | None:
    """Return the span that `text` names, or None if it is not in one of the ACCEPTED forms."""
    match = PATTERN.fullmatch(text)
    if not match:
        return None
    year = int(match["year"])
    first, last = 1, 12
    if match["half"]:
        first = 1 if match["half"] == "H1" else 7
        last = first + 5
    elif match["quarter"]:
        first = 3 * int(match["quarter"][1]) - 2
        last = first + 2
    elif match["month"]:
        first = last = int(match["month"])
    try:
        earliest = datetime.date(year, first, int(match["day"] or 1))
        latest_day = int(match["day"] or calendar.monthrange(year, last)[1])
        latest = datetime.date(year, last, latest_day)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Span(None if match["by"] else earliest, latest)


def span_of(date: str | Mapping[str, str] | None) -> Span:
    """Return the days that a date may mean as record forms write it: in words, or with its days."""
    if isinstance(date, Mapping):
        days = {part: parse(date.get(part, "")) for part in ("earliest", "latest")}
        return Span(*(day.latest if (day := days[part]) else None for part in days))
    return parse(date or "") or Span(None, None)


def in_words(published: str) -> str:
    """Return the date of a fact as people write it and as precise as its source.

    Words in none of the ACCEPTED forms stay as they are.
    """
    match = PATTERN.fullmatch(published)
    span = parse(published)
    if not match or not span or not span.latest:
        return published
    year = match["year"]
    if match["half"]:
        halves = {"H1": _("first half of %(year)s"), "H2": _("second half of %(year)s")}
        words = halves[match["half"]] % {"year": year}
    elif match["quarter"]:
        words = f"{match['quarter']} {year}"
    elif match["month"]:
        words = date_format(span.latest, DAY if match["day"] else MONTH)
    else:
        words = year
    return _("by %(date)s") % {"date": words} if match["by"] else words


def parse_day(text: str) -> datetime.date:
    """Return the day that `text` names as YYYY-MM-DD; raise ValidationError for anything else."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            pass
    raise ValidationError(
        _("“%(value)s” is not a day. Write it as YYYY-MM-DD, for example 2025-10-13."),
        code="day",
        params={"value": text},
    )
