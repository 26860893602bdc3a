"""Filters of the admin's lists: what is still to do, and how far a record has come."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.enums import UNKNOWN_STAGE
from directory.evidence.freshness import FRESH_FOR, is_due
from directory.models import stage_label


class ConditionFilter(admin.SimpleListFilter):
    """A filter of which each option is a condition on the annotated rows of the list."""

    def conditions(self) -> dict[str, tuple[Any, Q]]:
        """Return words and condition of each option, by its value in the address."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable:
        return [(value, words) for value, (words, _condition) in self.conditions().items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.conditions().get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


class GapFilter(ConditionFilter):
    title = _("facts without citation")
    parameter_name = "gaps"

    def conditions(self) -> dict[str, tuple[Any, Q]]:
        return {
            "yes": (_("Has facts without citation"), Q(gaps__gt=0)),
            "no": (_("Every fact is cited"), Q(gaps=0)),
        }


class ConflictFilter(ConditionFilter):
    title = _("conflicts")
    parameter_name = "conflicts"

    def conditions(self) -> dict[str, tuple[Any, Q]]:
        return {
            "yes": (_("Sources disagree"), Q(conflict_count__gt=0)),
            "no": (_("No conflict"), Q(conflict_count=0)),
        }


class StageFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable:
        ladder = model_admin.model.objects.all().ladder
        return [*ladder.choices, (UNKNOWN_STAGE, stage_label(UNKNOWN_STAGE))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(stage=self.value()) if self.value() else queryset


class VerifiedFilter(ConditionFilter):
    title = _("last verified")
    parameter_name = "verified"
    field = "last_verified_on"

    def conditions(self) -> dict[str, tuple[Any, Q]]:
        oldest = dates.today() - FRESH_FOR
        return {
            "fresh": (_("In the last 180 days"), Q(**{f"{self.field}__gte": oldest})),
            "old": (_("Longer ago"), Q(**{f"{self.field}__lt": oldest})),
            "never": (_("Never"), Q(**{f"{self.field}__isnull": True})),
            "due": (_("Longer ago or never"), is_due(self.field)),
        }


class CheckedFilter(VerifiedFilter):
    title = _("last checked")
    field = "checked_on"


class UndatedFilter(ConditionFilter):
    title = _("date")
    parameter_name = "dated"

    def conditions(self) -> dict[str, tuple[Any, Q]]:
        return {
            "yes": (_("Dated"), Q(latest__isnull=False)),
            "no": (_("Undated"), Q(latest__isnull=True)),
        }


class UsedFilter(ConditionFilter):
    """Sources that nothing in the directory names may be misspelt, or waiting to be read."""

    title = _("use")
    parameter_name = "used"

    def conditions(self) -> dict[str, tuple[Any, Q]]:
        return {
            "yes": (_("Named as a source"), Q(use_count__gt=0)),
            "no": (_("Named nowhere"), Q(use_count=0)),
        }
