"""Admin of sources and claims; citations and conflicts are edited with their record."""

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.admin.counts import rows_counted
from directory.admin.filters import UndatedFilter, UsedFilter
from directory.admin.links import DeadLinkFilter
from directory.admin.recorded import RecordAdmin
from directory.models import Citation, Claim, ClaimTopic, Milestone, Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    change_list_template = "admin/directory/source_list.html"
    list_display = ("title", "publisher", "date", "citations", "uses", "kind", "reading")
    list_filter = (UsedFilter, DeadLinkFilter, UndatedFilter, "kind", "reading", "language")
    search_fields = ("title", "publisher", "url", "slug")
    date_hierarchy = "latest"
    prepopulated_from = "title"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        claims = rows_counted(Claim, "source") + rows_counted(
            Claim.also_stated_by.through, "source"
        )
        milestones = rows_counted(Milestone.sources.through, "source")
        cited = (
            super().get_queryset(request).annotate(citation_count=rows_counted(Citation, "source"))
        )
        return cited.annotate(use_count=F("citation_count") + milestones + claims)

    @admin.display(description=_("date"), ordering="latest", empty_value=_("undated"))
    def date(self, source: Source) -> str | None:
        return source.as_published or None

    @admin.display(description=_("citations"), ordering="citation_count")
    def citations(self, source: Source) -> int:
        return source.citation_count  # type: ignore[attr-defined]

    @admin.display(description=_("all uses"), ordering="use_count")
    def uses(self, source: Source) -> int:
        return source.use_count  # type: ignore[attr-defined]


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    list_display = ("statement", "metric", "comparator", "value", "unit", "as_published")
    list_filter = ("metric",)
    search_fields = ("statement", "metric", "slug")
    autocomplete_fields = ("source", "also_stated_by")
    prepopulated_from = "statement"


@admin.register(ClaimTopic)
class ClaimTopicAdmin(RecordAdmin):
    list_display = ("name",)
    search_fields = ("name", "comment", "slug")
    autocomplete_fields = ("claims",)
