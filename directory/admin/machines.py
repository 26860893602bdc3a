"""Admin of the supercomputers and of their accelerators."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.admin.cited import EVIDENCE_COLUMNS, CitedRecordAdmin
from directory.admin.counts import rows_counted
from directory.admin.filters import StageFilter
from directory.admin.inlines import CitationInline, ConflictInline, MilestoneInline
from directory.models import Accelerator, SiteMachine, Supercomputer, stage_label


@admin.register(Supercomputer)
class SupercomputerAdmin(CitedRecordAdmin):
    list_display = (
        "name",
        "country",
        "stage",
        *EVIDENCE_COLUMNS,
        "site_count",
        "rmax_pflops",
        "vendor",
        "role",
    )
    list_filter = (StageFilter, "role", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country",)
    search_fields = ("name", "aliases", "slug", "vendor", "city", "accelerator_model")
    autocomplete_fields = ("accelerator", "country", "operator", "builds_upon")
    inlines = (MilestoneInline, CitationInline, ConflictInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        sites = rows_counted(SiteMachine, "supercomputer")
        return super().get_queryset(request).with_stage().annotate(site_count=sites)

    @admin.display(description=_("status"), ordering="stage_rung")
    def stage(self, machine: Supercomputer) -> str:
        return stage_label(machine.stage)  # type: ignore[attr-defined]

    @admin.display(description=_("sites"), ordering="site_count")
    def site_count(self, machine: Supercomputer) -> int:
        return machine.site_count  # type: ignore[attr-defined]


@admin.register(Accelerator)
class AcceleratorAdmin(CitedRecordAdmin):
    list_display = ("name", "vendor", "memory_gb", "bf16_tflops", "fp8_tflops", *EVIDENCE_COLUMNS)
    list_filter = ("vendor",)
    search_fields = ("name", "aliases", "slug")
    inlines = (CitationInline, ConflictInline)
