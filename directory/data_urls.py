"""Addresses of data: those of the pages with the suffix of a format, in no language."""

from django.urls import path

from directory.pages import icon, sites

app_name = "data"

urlpatterns = [
    path("favicon.ico", icon.favicon),
    path("<slug:name>.<slug:suffix>", sites.data, name="selection"),
]
