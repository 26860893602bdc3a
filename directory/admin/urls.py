"""Addresses of the editorial side beside Django's own; all of them need a login."""

from django.contrib import admin
from django.urls import path

from directory.admin import gaps, views
from directory.admin.files import uploads
from directory.admin.helping import beginning, hints
from directory.admin.past import gone

app_name = "editing"

urlpatterns = [
    path("edit/<path:address>", admin.site.admin_view(views.edit), name="edit"),
    path("preview/", admin.site.admin_view(views.preview), name="preview_home"),
    path("preview/<path:address>", admin.site.admin_view(views.preview), name="preview"),
    path("gaps/", admin.site.admin_view(gaps.gaps), name="gaps"),
    path("gone/", admin.site.admin_view(gone.gone_list), name="gone"),
    path("hints/coordinates/", admin.site.admin_view(hints.coordinates), name="coordinates"),
    path("hints/place/", admin.site.admin_view(hints.place), name="place"),
    path("hints/terms/", admin.site.admin_view(hints.terms), name="terms"),
    path("hints/lookalikes/", admin.site.admin_view(hints.lookalikes), name="lookalikes"),
    path("import/", admin.site.admin_view(uploads.begin), name="import"),
    path("import/<int:pk>/", admin.site.admin_view(uploads.upload), name="upload"),
    path("begin-source/", admin.site.admin_view(beginning.begin), name="begin_source"),
]
