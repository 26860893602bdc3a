"""Dates of facts: spans of days named by words such as 2026-H2. Imports nothing of ours."""

import calendar
import datetime
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

BRUSSELS = ZoneInfo("Europe/Brussels")
ACCEPTED = "2026-09-08, 2026-09, 2026-Q3, 2026-H2, 2026, by 2026-09-08"

PATTERN = re.compile(
    r"(?P<by>by )?(?P<year>\d{4})(?:-(?:(?P<half>H[12])|(?P<quarter>Q[1-4])"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?",
    re.ASCII,
)


def today() -> datetime.date:
    """Return the day that the portal calls today: the one in Brussels."""
    return timezone.now().astimezone(BRUSSELS).date()


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
