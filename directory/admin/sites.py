"""Admin of the AI Factories and their Antennas."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from directory.admin.cited import EVIDENCE_COLUMNS, CitedRecordAdmin
from directory.admin.filters import StageFilter, VerifiedFilter
from directory.admin.helping import borders
from directory.admin.helping.site_form import SiteForm
from directory.admin.helping.verifying import WithVerification
from directory.admin.inlines import (
    AntennaLinkInline,
    CitationInline,
    ConflictInline,
    MilestoneInline,
    SiteMachineInline,
    SiteOrganisationInline,
)
from directory.admin.record_form import RecordForm
from directory.models import Antenna, Factory, Site, stage_label


class SiteAdmin(WithVerification, CitedRecordAdmin):
    form = SiteForm
    list_display = (
        "name",
        "country",
        "wave_name",
        "stage",
        *EVIDENCE_COLUMNS,
        "last_verified_on",
        "published",
    )
    list_filter = (
        VerifiedFilter,
        "published",
        StageFilter,
        "wave",
        ("country", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("country",)
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
                    "place",
                    ("latitude", "longitude"),
                    "location_precision",
                    "pin",
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
        (_("Publication"), {"fields": ("published", "last_verified_on", "why", "opened_at")}),
    )
    readonly_fields = ("pin",)

    class Media:
        css = {"all": ["leaflet/leaflet.css"]}
        js = ["leaflet/leaflet.js", Script("directory/js/admin-pin.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_stage()

    @admin.display(description=_("status"), ordering="stage_rung")
    def stage(self, site: Site) -> str:
        return stage_label(site.stage)  # type: ignore[attr-defined]

    @admin.display(description=_("wave"), ordering="wave__announced_on")
    def wave_name(self, site: Site) -> str:
        """Return the slug: the full names of the waves are too long for a column."""
        return site.wave_id

    @admin.display(description=_("map"))
    def pin(self, site: Site) -> str:
        return render_to_string("admin/directory/pin_map.html")

    def save_model(self, request: HttpRequest, obj: Site, form: RecordForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.latitude is None or obj.longitude is None:
            return
        place = {"latitude": float(obj.latitude), "longitude": float(obj.longitude)}
        if warning := borders.warning(obj.country, **place):
            self.message_user(request, warning, level=messages.WARNING)

    def view_on_site(self, obj: Site) -> str | None:
        return super().view_on_site(obj) if obj.published else None


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

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
