"""Admin of sources and claims; citations and conflicts are edited with their record."""

from django.contrib import admin

from directory.admin.recorded import RecordAdmin
from directory.models import Claim, ClaimTopic, Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ("title", "publisher", "as_published", "kind", "reading", "language")
    list_filter = ("kind", "reading", "language")
    search_fields = ("title", "publisher", "url", "slug")
    date_hierarchy = "latest"
    prepopulated_from = "title"


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
