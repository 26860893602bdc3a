"""Admin of the supercomputers."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.admin.inlines import CitationInline, ConflictInline, MilestoneInline
from directory.admin.recorded import RecordAdmin
from directory.models import Supercomputer, stage_label


@admin.register(Supercomputer)
class SupercomputerAdmin(RecordAdmin):
    list_display = ("name", "country", "role", "stage", "rmax_pflops", "vendor")
    list_filter = ("role", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country",)
    search_fields = ("name", "aliases", "slug", "vendor", "city", "accelerator_model")
    autocomplete_fields = ("country", "operator", "builds_upon")
    inlines = (MilestoneInline, CitationInline, ConflictInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_stage()

    @admin.display(description=_("status"), ordering="stage_rung")
    def stage(self, machine: Supercomputer) -> str:
        return stage_label(machine.stage)  # type: ignore[attr-defined]
