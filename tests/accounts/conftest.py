"""People who log in, as the pages of the admin see them."""

import axes.handlers.proxy
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

PASSWORD = "a long pass phrase"
LOGIN = "/admin/login/"
CODE = "/admin/login/code/"


@pytest.fixture(autouse=True)
def attempts_on_the_day_of_the_fixtures(monkeypatch):
    """Let axes, which took its clock before the tests moved it, see the same day."""
    monkeypatch.setattr(axes.handlers.proxy, "now", timezone.now)


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_user("editor", password=PASSWORD, is_staff=True)


@pytest.fixture
def administrator(db):
    return get_user_model().objects.create_superuser("admin", password=PASSWORD)


@pytest.fixture
def elsewhere():
    """A browser at another address."""
    return Client(REMOTE_ADDR="192.0.2.7")
