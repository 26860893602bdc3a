"""Admin of access modes and policies."""

from django.contrib import admin

from directory.admin.inlines import (
    AccessCallInline,
    CitationInline,
    ConflictInline,
    PolicyStepInline,
)
from directory.admin.recorded import RecordAdmin
from directory.models import AccessMode, Policy


@admin.register(AccessMode)
class AccessModeAdmin(RecordAdmin):
    list_display = ("name", "track", "resource_unit", "resource_min", "resource_max", "checked_on")
    list_filter = ("track", "always_open")
    search_fields = ("name", "for_whom", "slug")
    inlines = (AccessCallInline, CitationInline, ConflictInline)


@admin.register(Policy)
class PolicyAdmin(RecordAdmin):
    list_display = ("name", "kind", "as_published")
    list_filter = ("kind",)
    search_fields = ("name", "summary", "slug")
    inlines = (PolicyStepInline, CitationInline, ConflictInline)
