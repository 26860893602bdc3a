"""Addresses of data: those of the pages with the suffix of a format, in no language."""

from django.urls import path

from directory.pages import (
    agents,
    catalog,
    compare,
    editions,
    estimate,
    finder,
    icon,
    search,
    sitemap,
    twins,
)

app_name = "data"

urlpatterns = [
    path("favicon.ico", icon.favicon),
    path("llms.txt", agents.llms, name="llms"),
    path("robots.txt", agents.robots),
    path(".well-known/security.txt", agents.security),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap.part, name="sitemap_part"),
    path("estimate.json", estimate.data, name="estimate"),
    path("find.json", finder.data, name="finder"),
    path("search.json", search.suggestions, name="suggestions"),
    path("compare.<slug:suffix>", compare.data, name="comparison"),
    path("<slug:name>.<slug:suffix>", twins.list_data, name="selection"),
    path("data/catalog.<slug:suffix>", catalog.catalog, name="catalog"),
    path("<slug:name>/<slug:slug>.<slug:suffix>", twins.record_data, name="record"),
    path(
        "editions/<int:number>/<slug:kind>/<slug:slug>.json",
        editions.kept_record_data,
        name="kept_record",
    ),
]
