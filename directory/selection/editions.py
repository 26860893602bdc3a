"""Selections of editions: what can be asked of them, and the rows that answer."""

import re
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.models import Edition, Version
from directory.selection.day import end_of
from directory.selection.filters import AsOfFilter, FilterSetOfRecords, OrderFilter
from directory.selection.selection import Selection

ORDERS = {"number": (_("Number"), "number")}
NUMBER = r"[1-9][0-9]{0,8}"


class EditionFilterSet(FilterSetOfRecords):
    """The filters of the list of editions."""

    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS, ties=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["as_of"].extra["help_text"] = _("Editions made by that day, as YYYY-MM-DD.")


class EditionSelection(Selection):
    """A selection of the editions made by a day; the newest first."""

    name = "editions"
    title = _("Editions")
    counted_words = ngettext_lazy("%(count)d edition", "%(count)d editions", "count")
    filterset_class = EditionFilterSet
    orders = ORDERS
    usual_sort = "-number"
    rows_have_days = False
    pages: ClassVar[dict[str, str]] = {"list": "directory:editions"}
    record_page = "directory:edition"

    @cached_property
    def found(self) -> QuerySet:
        if self.slug and not re.fullmatch(NUMBER, self.slug):
            return self.no_rows()
        return super().found

    def all_rows(self) -> QuerySet:
        """Return the editions with what visitors may know of them: how many changes, and why."""
        changes = Version.objects.public().filter(edition=OuterRef("pk")).order_by()
        count = changes.values("edition").annotate(count=Count("*")).values("count")
        hidden = Version.objects.hidden().filter(edition=OuterRef("pk"))
        return (
            Edition.objects.filter(made_at__lt=end_of(self.day))
            .annotate(
                changes=Coalesce(Subquery(count, output_field=IntegerField()), 0),
                # Why it was made may speak of what visitors may not see.
                reason=Case(When(Exists(hidden), then=Value("")), default=F("why")),
            )
            .order_by("-number")
        )
