"""Addresses of the public pages."""

from django.urls import path

from directory.pages import home, sites

app_name = "directory"

urlpatterns = [
    path("", home.home, name="home"),
    path("sites/", sites.site_list, name="sites"),
    path("sites/<slug:slug>/", sites.site_detail, name="site"),
    path("map/", sites.site_map, name="map"),
]
