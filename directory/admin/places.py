"""Admin of countries, organisations, waves and the two vocabularies."""

from django.contrib import admin

from directory.admin.cited import EVIDENCE_COLUMNS, CitedRecordAdmin
from directory.admin.inlines import CitationInline, ConflictInline
from directory.admin.recorded import RecordAdmin
from directory.models import Country, Organisation, Sector, Service, Wave


@admin.register(Country)
class CountryAdmin(CitedRecordAdmin):
    list_display = (
        "name",
        "slug",
        "eu_member",
        "eurohpc_participant",
        "as_published",
        *EVIDENCE_COLUMNS,
    )
    list_filter = ("eu_member", "eurohpc_participant")
    search_fields = ("name", "aliases", "slug")
    inlines = (CitationInline, ConflictInline)

    def get_prepopulated_fields(self, request: object, obj: object = None) -> dict:
        return {}


@admin.register(Organisation)
class OrganisationAdmin(CitedRecordAdmin):
    list_display = ("name", "country", "website", *EVIDENCE_COLUMNS)
    list_filter = (("country", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("country",)
    search_fields = ("name", "aliases", "slug")
    autocomplete_fields = ("country",)
    inlines = (CitationInline, ConflictInline)


@admin.register(Wave)
class WaveAdmin(CitedRecordAdmin):
    list_display = (
        "name",
        "kind",
        "announced_on",
        "number_selected",
        "amount_eur",
        *EVIDENCE_COLUMNS,
    )
    list_filter = ("kind",)
    search_fields = ("name", "slug")
    inlines = (CitationInline, ConflictInline)


@admin.register(Sector, Service)
class TermAdmin(RecordAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "aliases", "slug")
