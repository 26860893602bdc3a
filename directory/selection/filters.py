"""The filters that lists are made of: choices of a column or a link, boxes, orders."""

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.selection.day import DayField
from directory.selection.names import Choices


class ChoiceOfField(django_filters.MultipleChoiceFilter):
    """Rows whose own column has one of the values."""

    def __init__(self, **options: Any) -> None:
        super().__init__(distinct=False, **options)

    def value_of(self, stored: Any) -> str:
        """Return the value of this filter that a row with `stored` in its column has."""
        return stored


class Presence(ChoiceOfField):
    """Rows of which a column is published (yes) or not (no)."""

    YES, NO = "yes", "no"

    def __init__(self, **options: Any) -> None:
        choices = [(self.YES, gettext_lazy("Yes")), (self.NO, gettext_lazy("No"))]
        super().__init__(choices=choices, **options)

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        if len(set(values)) != 1:
            return rows
        return rows.filter(**{f"{self.field_name}__isnull": values == [self.NO]})

    def value_of(self, stored: Any) -> str:
        return self.NO if stored is None else self.YES


class ChoiceOfLink(django_filters.MultipleChoiceFilter):
    """Rows that are linked to one of the values through `link`, a model of rows with both keys."""

    def __init__(self, *, link: Any, row: str, value: str, **options: Any) -> None:
        super().__init__(**options)
        self.link, self.row, self.value = link, row, value

    def linked(self) -> QuerySet:
        link = getattr(self.link, "through", self.link)
        links = link._default_manager.order_by()
        return links.as_of(self.parent.day) if hasattr(links, "as_of") else links

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        if not values:
            return rows
        linked = self.linked().filter(**{f"{self.value}__in": values})
        return rows.filter(pk__in=linked.values(self.row))

    def members(self) -> Iterable[tuple[str, Any]]:
        """Return (value, key of the row) for each link."""
        return self.linked().values_list(self.value, self.row)


class FilterSetOfRecords(django_filters.FilterSet):
    """Filters some of whose choices stand in the database.

    They are asked for where a value is given or offered, and once for each question.
    """

    #: How the choices of a filter are found, by its name.
    RECORDS: ClassVar[dict[str, Callable[[], Choices]]] = {}

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: The day as of which the rows are, for filters that look at other rows.
        self.day = day
        for name, choices in self.RECORDS.items():
            self.filters[name].extra["choices"] = cache(choices)


class BoxField(forms.CharField):
    """A box on the map as west,south,east,north in degrees; gives the four numbers.

    A box whose west lies east of its east reaches over the 180th meridian. Only one narrower than
    half the globe is taken for that: another has its sides mixed up.
    """

    accepted = "west,south,east,north"
    #: Python would also read digits of other scripts.
    PLAIN = re.compile(r"[-+.,0-9eE]+")
    HALF_THE_GLOBE = 180
    LIMITS = ((-180, 180), (-90, 90), (-180, 180), (-90, 90))

    def clean(self, value: Any) -> tuple[Decimal, ...] | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            sides = tuple(map(Decimal, text.split(","))) if self.PLAIN.fullmatch(text) else ()
        except InvalidOperation:
            sides = ()
        inside = len(sides) == len(self.LIMITS) and all(
            side.is_finite() and low <= side <= high
            for side, (low, high) in zip(sides, self.LIMITS, strict=True)
        )
        if not inside or sides[1] > sides[3] or 0 < sides[0] - sides[2] <= self.HALF_THE_GLOBE:
            raise ValidationError(
                _("Four numbers in degrees: west, south, east, north, such as 5,45,15,55.")
            )
        return sides


class BoxFilter(django_filters.Filter):
    """Rows whose place lies in a box; rows without a published place lie in none."""

    field_class = BoxField

    def filter(self, rows: QuerySet, box: tuple[Decimal, ...] | None) -> QuerySet:
        if box is None:
            return rows
        west, south, east, north = box
        between = Q(longitude__gte=west), Q(longitude__lte=east)
        wide = between[0] & between[1] if west <= east else between[0] | between[1]
        return rows.filter(wide, latitude__range=(south, north))


class AsOfFilter(django_filters.Filter):
    """The day as of which the rows are. They come so: the stage of a row is that of the day."""

    field_class = DayField

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("As of"),
            help_text=gettext_lazy("The network on that day, as YYYY-MM-DD; today if not given."),
        )

    def filter(self, rows: QuerySet, day: datetime.date | None) -> QuerySet:
        return rows


class OrderFilter(django_filters.ChoiceFilter):
    """The order of a list: a word for a column, with a minus sign turned round, nulls last.

    `ties` are the columns that order what is the same in it; the last one is of one row only.
    """

    def __init__(
        self,
        orders: dict[str, tuple[Any, str]],
        ties: tuple[Any, ...] = ("sort_key", "slug"),
        **options: Any,
    ) -> None:
        self.orders, self.ties = orders, ties
        choices = []
        for word, (label, _column) in orders.items():
            choices.append((word, label))
            choices.append((f"-{word}", format_lazy("{}, {}", label, gettext_lazy("descending"))))
        super().__init__(
            choices=choices,
            empty_label=None,
            label=gettext_lazy("Sort by"),
            help_text=gettext_lazy("The order of the list; a minus sign turns it round."),
            **options,
        )

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        if not value:
            return rows
        column = F(self.orders[value.removeprefix("-")][1])
        turned = value.startswith("-")
        first = column.desc(nulls_last=True) if turned else column.asc(nulls_last=True)
        return rows.order_by(first, *self.ties)
