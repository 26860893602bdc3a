"""Root addresses: pages with the language in the path, data without, the admin."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

import accounts.admin  # noqa: F401  registers log and second factors
import directory.admin  # noqa: F401  registers the admin of every model

handler400 = "directory.pages.errors.bad_request"
handler404 = "directory.pages.errors.not_found"
handler500 = "directory.pages.errors.server_error"

urlpatterns = [
    path(f"{settings.ADMIN_PATH}/", include("directory.admin.urls")),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("api/v1/", include("directory.api.v1.urls")),
    path("ogc/", include("directory.api.ogc.urls")),
    path("", include("directory.data_urls")),
    *i18n_patterns(path("", include("directory.urls")), prefix_default_language=False),
]
