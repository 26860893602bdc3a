"""Addresses of the public pages."""

from django.urls import path

from directory.pages import (
    countries,
    home,
    organisations,
    search,
    sectors,
    sites,
    sources,
    supercomputers,
    waves,
)

app_name = "directory"

urlpatterns = [
    path("", home.home, name="home"),
    path("sites/", sites.site_list, name="sites"),
    path("sites/<slug:slug>/", sites.site_detail, name="site"),
    path("map/", sites.site_map, name="map"),
    path("search/", search.search, name="search"),
    path("supercomputers/", supercomputers.supercomputer_list, name="supercomputers"),
    path("supercomputers/<slug:slug>/", supercomputers.supercomputer_detail, name="supercomputer"),
    path("countries/", countries.country_list, name="countries"),
    path("countries/<slug:slug>/", countries.country_detail, name="country"),
    path("waves/", waves.wave_list, name="waves"),
    path("waves/<slug:slug>/", waves.wave_detail, name="wave"),
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation_detail, name="organisation"),
    path("sectors/", sectors.sector_list, name="sectors"),
    path("sectors/<slug:slug>/", sectors.sector_detail, name="sector"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<slug:slug>/", sources.source_detail, name="source"),
]
