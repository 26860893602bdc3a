"""The parameters that OGC API - Features defines, checked."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.api.fields import WholeNumberField

LIMIT = 100
MOST = 1000
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?", re.ASCII)


class WhenField(forms.CharField):
    """An instant or an interval; gives the day as of which the network is shown.

    Nothing ever leaves the network, so that what was there at some time of an interval is what is
    there at its end.
    """

    @property
    def accepted(self) -> Any:
        words = gettext_lazy(
            "YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ up to {today},"
            " or an interval of two of them with / between, .. for an open side"
        )
        return format_lazy(words, today=dates.today())

    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        sides = text.split("/")
        if len(sides) == 1:
            return come(day_of(text))
        if len(sides) > 2:  # noqa: PLR2004
            raise ValidationError(_("An interval has a start and an end."))
        start, end = (None if side in ("", "..") else day_of(side) for side in sides)
        if start and end and start > end:
            raise ValidationError(_("The interval ends before it starts."))
        if start:
            come(start)
        return min(end or dates.today(), dates.today())


def come(day: datetime.date) -> datetime.date:
    if day > dates.today():
        raise ValidationError(_("This day has not come yet."))
    return day


def day_of(text: str) -> datetime.date:
    """Return the day in Brussels of a date or a date-time of RFC 3339."""
    text = text.upper()
    wrong = ValidationError(_("It is no date or date-time of RFC 3339."))
    if not INSTANT.fullmatch(text):
        raise wrong
    try:
        if "T" not in text:
            return datetime.date.fromisoformat(text)
        return dates.day_of(datetime.datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise wrong from error


class FormatForm(forms.Form):
    """What every resource can be asked for."""

    f = forms.ChoiceField(choices=[("json", "JSON"), ("html", "HTML")], required=False)


class FeatureForm(FormatForm):
    """What one feature can be asked for."""

    datetime = WhenField(required=False)


class FeaturesForm(FeatureForm):
    """What the features of a collection can be asked for, beside the filters of their list."""

    limit = WholeNumberField(least=1, most=MOST, initial=LIMIT, cut=True)
    offset = WholeNumberField(least=0, most=999_999_999, initial=0, cut=True)
