"""Admin of the AI Factories and their Antennas."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.admin.inlines import (
    AntennaLinkInline,
    CitationInline,
    ConflictInline,
    MilestoneInline,
    SiteMachineInline,
    SiteOrganisationInline,
)
from directory.admin.recorded import RecordAdmin
from directory.models import Antenna, Factory, Site, stage_label


class SiteAdmin(RecordAdmin):
    list_display = ("name", "acronym", "country", "wave", "stage", "published", "last_verified_on")
    list_filter = ("published", "wave", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country", "wave")
    search_fields = ("name", "acronym", "aliases", "slug", "city", "country__name")
    autocomplete_fields = ("country", "wave", "sectors", "services", "partner_countries")
    inlines = (
        SiteOrganisationInline,
        SiteMachineInline,
        MilestoneInline,
        CitationInline,
        ConflictInline,
    )
    fieldsets = (
        (None, {"fields": ("name", "slug", "acronym", "aliases", "wave", "summary")}),
        (
            _("Place"),
            {
                "fields": (
                    "country",
                    "city",
                    "address",
                    ("latitude", "longitude", "location_precision"),
                    "partner_countries",
                )
            },
        ),
        (
            _("Offer"),
            {
                "fields": (
                    "website",
                    "access_url",
                    ("contact_email", "contact_url"),
                    "sectors",
                    "sectors_as_published",
                    "services",
                    "services_as_published",
                )
            },
        ),
        (_("Money"), {"fields": (("eu_funding_eur", "total_budget_eur"),)}),
        (_("Publication"), {"fields": ("published", "last_verified_on", "why")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_stage()

    @admin.display(description=_("status"), ordering="stage_rung")
    def stage(self, site: Site) -> str:
        return stage_label(site.stage)  # type: ignore[attr-defined]

    def view_on_site(self, obj: Site) -> str | None:
        return obj.get_absolute_url() if obj.published else None


@admin.register(Factory)
class FactoryAdmin(SiteAdmin):
    pass


@admin.register(Antenna)
class AntennaAdmin(SiteAdmin):
    inlines = (AntennaLinkInline, *SiteAdmin.inlines)


@admin.register(Site)
class AllSitesAdmin(SiteAdmin):
    """Answers the autocomplete fields; sites are edited as factories and antennas."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
