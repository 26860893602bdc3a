"""Admin of access modes and policies."""

from django.contrib import admin

from directory.admin.cited import EVIDENCE_COLUMNS, CitedRecordAdmin
from directory.admin.filters import CheckedFilter
from directory.admin.helping.verifying import WithVerification
from directory.admin.inlines import (
    AccessCallInline,
    CitationInline,
    ConflictInline,
    PolicyStepInline,
)
from directory.models import AccessMode, Policy


@admin.register(AccessMode)
class AccessModeAdmin(WithVerification, CitedRecordAdmin):
    list_display = (
        "name",
        "track",
        "resource_unit",
        "resource_min",
        "resource_max",
        "checked_on",
        *EVIDENCE_COLUMNS,
    )
    list_filter = (CheckedFilter, "track", "always_open")
    search_fields = ("name", "for_whom", "slug")
    inlines = (AccessCallInline, CitationInline, ConflictInline)


@admin.register(Policy)
class PolicyAdmin(CitedRecordAdmin):
    list_display = ("name", "kind", "as_published", *EVIDENCE_COLUMNS)
    list_filter = ("kind",)
    search_fields = ("name", "summary", "slug")
    inlines = (PolicyStepInline, CitationInline, ConflictInline)
