"""Addresses of the editorial side beside Django's own; all of them need a login."""

from django.contrib import admin
from django.urls import path

from directory.admin import gaps, views

app_name = "editing"

urlpatterns = [
    path("edit/<path:address>", admin.site.admin_view(views.edit), name="edit"),
    path("preview/", admin.site.admin_view(views.preview), name="preview_home"),
    path("preview/<path:address>", admin.site.admin_view(views.preview), name="preview"),
    path("gaps/", admin.site.admin_view(gaps.gaps), name="gaps"),
    path("place/", admin.site.admin_view(views.place), name="place"),
]
