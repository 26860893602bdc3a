"""The app of the accounts, and the admin that is entered through it."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class AdminConfig(SimpleAdminConfig):
    """Django's admin without discovery, which would find leaflet.admin, and that needs GDAL."""

    default_site = "accounts.site.Site"


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import watching  # noqa: F401, PLC0415  connects; models are ready only now
