"""The day as of which something is asked for: `as_of`."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, TextField, Value
from django.db.models.expressions import Combinable
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates

AS_OF = "as_of"


class DayField(forms.CharField):
    """A day that has come, written as YYYY-MM-DD; gives the day."""

    @property
    def accepted(self) -> Any:
        return format_lazy(gettext_lazy("YYYY-MM-DD up to {today}"), today=dates.today())

    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        day = dates.parse_day(text)
        if day > dates.today():
            raise ValidationError(_("This day has not come yet."))
        return day


@dataclass(frozen=True)
class AsOf:
    """The day that a page shows; `asked` tells whether its address names it."""

    day: datetime.date
    asked: bool

    @property
    def query(self) -> str:
        """What an address without parameters needs to stay on this day."""
        return f"?{urlencode({AS_OF: self.day.isoformat()})}" if self.asked else ""

    @property
    def more(self) -> str:
        """What an address with parameters needs to stay on this day."""
        return f"&{self.query[1:]}" if self.asked else ""

    @property
    def is_past(self) -> bool:
        return self.day < dates.today()

    @classmethod
    def read(cls, text: str) -> "AsOf":
        """Return the day that `text` asks for; raise ValidationError where it is none."""
        day = DayField(required=False).clean(text)
        return cls(day, asked=True) if day else cls(dates.today(), asked=False)


def today() -> AsOf:
    return AsOf(dates.today(), asked=False)


def of_today(field: str, day: datetime.date) -> Combinable:
    """Return a text that tells of today; on a past day it is empty."""
    return F(field) if day >= dates.today() else Value("", output_field=TextField())


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the moment at which a day is over in Brussels."""
    tomorrow = day + datetime.timedelta(days=1)
    return datetime.datetime.combine(tomorrow, datetime.time(), tzinfo=dates.BRUSSELS)
