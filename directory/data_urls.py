"""Addresses of data: those of the pages with the suffix of a format, in no language."""

from django.urls import path

from directory.pages import icon, lists, search

app_name = "data"

urlpatterns = [
    path("favicon.ico", icon.favicon),
    path("search.json", search.suggestions, name="suggestions"),
    path("<slug:name>.<slug:suffix>", lists.data, name="selection"),
]
