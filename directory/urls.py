"""Addresses of the public pages."""

from django.urls import path

from directory.pages import (
    changes,
    countries,
    editions,
    home,
    ledger,
    numbers,
    organisations,
    search,
    sectors,
    sites,
    sources,
    supercomputers,
    timeline,
    waves,
)

app_name = "directory"

urlpatterns = [
    path("", home.home, name="home"),
    path("sites/", sites.site_list, name="sites"),
    path("sites/<slug:slug>/", sites.site_detail, name="site"),
    path("map/", sites.site_map, name="map"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<slug:slug>/", ledger.claim_detail, name="claim"),
    path("numbers/", numbers.number_list, name="numbers"),
    path("numbers/<slug:name>/", numbers.number_detail, name="number"),
    path("search/", search.search, name="search"),
    path("supercomputers/", supercomputers.supercomputer_list, name="supercomputers"),
    path("supercomputers/<slug:slug>/", supercomputers.supercomputer_detail, name="supercomputer"),
    path("countries/", countries.country_list, name="countries"),
    path("countries/<slug:slug>/", countries.country_detail, name="country"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("waves/", waves.wave_list, name="waves"),
    path("waves/<slug:slug>/", waves.wave_detail, name="wave"),
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation_detail, name="organisation"),
    path("sectors/", sectors.sector_list, name="sectors"),
    path("sectors/<slug:slug>/", sectors.sector_detail, name="sector"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<slug:slug>/", sources.source_detail, name="source"),
    path("changes/", changes.change_list, name="changes"),
    path("editions/", editions.edition_list, name="editions"),
    path("editions/<int:number>/", editions.edition_detail, name="edition"),
    path(
        "editions/<int:number>/<slug:kind>/<slug:slug>/",
        editions.kept_record,
        name="kept_record",
    ),
]
