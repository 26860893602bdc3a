"""The admin under another path than /admin/."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLResolver, get_resolver

from factories_portal import environment

CODE = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.urls import reverse
print(reverse("admin:index"), reverse("editing:preview_home"), reverse("admin:second_factor"))
print(settings.SESSION_COOKIE_PATH, settings.CSRF_COOKIE_PATH)
print(Client().get("/office/editing/preview/", headers={"Host": "localhost"}).url)
"""


def test_everything_of_the_admin_moves_with_its_path(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-c", CODE],
        env={
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "factories_portal.settings",
            "ADMIN_PATH": "office/editing",
        },
        check=True,
        capture_output=True,
        text=True,
    )

    assert answer.stdout.split() == [
        "/office/editing/",
        "/office/editing/preview/",
        "/office/editing/second-factor/",
        "/office/editing/",
        "/office/editing/",
        "/office/editing/login/?next=/office/editing/preview/",
    ]


@pytest.mark.parametrize(
    "path", ["/admin", "admin/", "a//b", "..", "a b", "ädmin", "sites", "Static/x", "x?y", "a.b"]
)
def test_a_path_that_is_none_or_is_a_public_page_is_refused(monkeypatch, path):
    monkeypatch.setenv("ADMIN_PATH", path)

    with pytest.raises(ImproperlyConfigured, match=r"ADMIN_PATH is .*(expected|public pages)"):
        environment.admin_path("ADMIN_PATH", default="admin")


def test_no_path_is_the_usual_one(monkeypatch):
    monkeypatch.setenv("ADMIN_PATH", "")

    assert environment.admin_path("ADMIN_PATH", default="admin") == "admin"


def first_parts(resolver, before=""):
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if "/" in path:
            yield path.split("/")[0]
        elif isinstance(pattern, URLResolver):
            yield from first_parts(pattern, path)


def test_each_public_page_keeps_its_path_to_itself():
    # Records as data stand below the pages of their lists.
    taken = set(first_parts(get_resolver())) - {"admin", "<slug:name>"}

    assert taken <= {*environment.PUBLIC_PATHS}
    assert {*environment.PUBLIC_PATHS} - taken == {"static"}


def test_public_pages_do_not_name_the_admin(client, network):
    for page in ("/", "/sites/", "/sites/jaif/", "/help/"):
        assert "/admin/" not in client.get(page).content.decode()
