"""Addresses of data: those of the pages with the suffix of a format, in no language."""

from django.urls import path

from directory.pages import compare, estimate, finder, icon, lists, search

app_name = "data"

urlpatterns = [
    path("favicon.ico", icon.favicon),
    path("estimate.json", estimate.data, name="estimate"),
    path("find.json", finder.data, name="finder"),
    path("search.json", search.suggestions, name="suggestions"),
    path("compare.<slug:suffix>", compare.data, name="comparison"),
    path("<slug:name>.<slug:suffix>", lists.data, name="selection"),
]
