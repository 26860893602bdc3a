"""Admin of what leads people in: rules of the finder, assumptions, terms and questions."""

from django.contrib import admin
from django.http import HttpRequest

from directory.admin.filters import CheckedFilter
from directory.admin.helping.verifying import WithVerification
from directory.admin.recorded import RecordAdmin
from directory.models import Assumption, FinderRule, HelpEntry


@admin.register(FinderRule)
class FinderRuleAdmin(WithVerification, RecordAdmin):
    list_display = ("name", "effect", "mode", "criterion", "points", "checked_on")
    list_filter = (CheckedFilter, "effect", "criterion", "mode")
    list_select_related = ("mode",)
    search_fields = ("name", "explanation", "slug")
    autocomplete_fields = ("countries", "mode", "sources")


@admin.register(Assumption)
class AssumptionAdmin(WithVerification, RecordAdmin):
    list_display = ("name", "value_low", "value_high", "unit", "checked_on")
    list_filter = (CheckedFilter,)
    search_fields = ("name", "explanation", "slug")
    autocomplete_fields = ("sources",)

    # The formulas name their assumptions: each is needed, and no other would be read.
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Assumption | None = None) -> bool:
        return False


@admin.register(HelpEntry)
class HelpEntryAdmin(WithVerification, RecordAdmin):
    list_display = ("question", "kind", "theme", "is_answered", "checked_on")
    list_filter = (CheckedFilter, "kind", "theme", "is_answered")
    search_fields = ("question", "answer", "slug")
    autocomplete_fields = ("raised_by", "sources")
    prepopulated_from = "question"
