"""Selections of records that pages show among others, each kind as a whole."""

from typing import ClassVar

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory import dates
from directory.models import (
    Accelerator,
    Assumption,
    ClaimTopic,
    FinderRule,
    Policy,
    PolicyStep,
    Record,
)
from directory.selection.filters import AsOfFilter, FilterSetOfRecords, OrderFilter
from directory.selection.selection import Selection

BY_NAME = {"name": (_("Name"), "sort_key")}


class WholeFilterSet(FilterSetOfRecords):
    """What can be asked of a kind of record that comes as a whole."""

    sort = OrderFilter(BY_NAME)


class WholeSelection(Selection):
    """All public records of one kind, by name. They are those of today only."""

    model: ClassVar[type[Record]]
    #: What the columns show of other records.
    related: ClassVar[tuple[str, ...]] = ()
    filterset_class = WholeFilterSet
    orders = BY_NAME
    rows_have_days = False
    pages: ClassVar[dict[str, str]] = {}

    def all_rows(self) -> QuerySet:
        return self.model.public().order_by("sort_key", "slug")

    def for_table(self, rows: QuerySet) -> QuerySet:
        return rows.prefetch_related(*self.related)


class AcceleratorSelection(WholeSelection):
    """A selection of the accelerators that the compute estimate knows."""

    name = record_kind = "accelerators"
    model = Accelerator
    title = _("Accelerators")
    counted_words = ngettext_lazy("%(count)d accelerator", "%(count)d accelerators", "count")


class AssumptionSelection(WholeSelection):
    """A selection of the figures on which the compute estimate rests."""

    name = record_kind = "assumptions"
    model = Assumption
    related = ("sources",)
    title = _("Assumptions of the estimate")
    counted_words = ngettext_lazy("%(count)d assumption", "%(count)d assumptions", "count")


class FinderRuleSelection(WholeSelection):
    """A selection of the rules by which the finder answers."""

    name = record_kind = "finder-rules"
    model = FinderRule
    related = ("countries", "sources")
    title = _("Rules of the finder")
    counted_words = ngettext_lazy("%(count)d rule", "%(count)d rules", "count")


class ClaimTopicSelection(WholeSelection):
    """A selection of the questions that claims answer differently."""

    name = record_kind = "claim-topics"
    model = ClaimTopic
    related = ("claims",)
    title = _("Questions that claims answer differently")
    counted_words = ngettext_lazy("%(count)d question", "%(count)d questions", "count")


class PolicyFilterSet(FilterSetOfRecords):
    """The filters of the policies."""

    as_of = AsOfFilter()
    sort = OrderFilter(BY_NAME | {"date": (_("Date"), "latest")})


class PolicySelection(WholeSelection):
    """A selection of the policies that were known by a past day; today, of all of them."""

    name = record_kind = "policies"
    model = Policy
    filterset_class = PolicyFilterSet
    orders = PolicyFilterSet.base_filters["sort"].orders
    rows_have_days = True
    title = _("Policies")
    counted_words = ngettext_lazy("%(count)d policy", "%(count)d policies", "count")

    def all_rows(self) -> QuerySet:
        return super().all_rows().filter(self._known())

    def for_table(self, rows: QuerySet) -> QuerySet:
        steps = PolicyStep.objects.filter(self._known()).order_by("latest", "step")
        return rows.prefetch_related(Prefetch("steps", steps))

    def _known(self) -> Q:
        """Match what the timeline shows as of the day."""
        return Q() if self.day >= dates.today() else Q(latest__lte=self.day)
