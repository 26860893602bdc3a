"""The admin: where editors change records. Importing this registers everything."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin  # noqa: F401  registers users and groups
from django.urls import reverse_lazy

from directory.admin import (  # noqa: F401
    access,
    evidence,
    guidance,
    links,
    machines,
    places,
    sites,
)
from directory.admin.drafting import queue  # noqa: F401
from directory.admin.past import history  # noqa: F401
from directory.terms import NAME

admin.site.site_header = admin.site.site_title = NAME
# "View site" leads where each page has a link to its form.
admin.site.site_url = reverse_lazy("editing:preview_home")
