"""Selections of waves: what can be asked of them, and the rows that answer."""

from typing import ClassVar

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.enums import WaveKind
from directory.models import Site, Wave
from directory.selection.day import of_today
from directory.selection.filters import (
    AsOfFilter,
    ChoiceOfField,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.selection import Selection

ORDERS = {
    "announced_on": (_("Announced"), "announced_on"),
    "name": (_("Name"), "sort_key"),
}


class WaveFilterSet(FilterSetOfRecords):
    """The filters of the list of waves."""

    kind = ChoiceOfField(
        choices=WaveKind.choices, label=_("Kind"), help_text=_("What was selected.")
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS, ties=("slug",))


class WaveSelection(Selection):
    """A selection of the rounds announced by a day, each with its `public_sites` then."""

    name = record_kind = "waves"
    title = _("Waves")
    counted_words = ngettext_lazy("%(count)d wave", "%(count)d waves", "count")
    filterset_class = WaveFilterSet
    orders = ORDERS
    pages: ClassVar[dict[str, str]] = {"list": "directory:waves"}
    record_page = "directory:wave"

    def all_rows(self) -> QuerySet:
        return Wave.objects.as_of(self.day).order_by("announced_on", "slug")

    def for_table(self, rows: QuerySet) -> QuerySet:
        sites = Site.objects.public().as_of(self.day).order_by("sort_key", "slug")
        return rows.prefetch_related(Prefetch("sites", sites, to_attr="public_sites"), "conflicts")

    def with_details(self, rows: QuerySet) -> QuerySet:
        return self.for_table(rows).annotate(summary_then=of_today("summary", self.day))
