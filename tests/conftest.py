"""What every test stands on: the real network in the database, no other machine in reach."""

import datetime
import io
import socket

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import timezone

from directory import dates
from directory.editing import guard
from tests import loopback
from tests.snapshot import Snapshot, empty


@pytest.fixture(scope="session", autouse=True)
def loopback_only():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", loopback.connect)
        yield


#: The fixtures were checked on this day. Every test sees it as today, whenever it runs.
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="session", autouse=True)
def day_of_the_fixtures():
    """Move the clock of Django, from which the portal takes its days, to TODAY."""
    moved = TODAY - dates.today()
    real = timezone.now
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: real() + moved)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(django_test_environment):
    """Hash passwords quickly: that slows down only who guesses them."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files(tmp_path_factory, django_test_environment):
    """Collect the static files, for the portal to serve by itself under hashed names."""
    with (
        override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")),
        pytest.MonkeyPatch.context() as patch,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        # The live server would look up the names before hashing.
        patch.setattr("django.contrib.staticfiles.handlers.StaticFilesHandler", lambda app: app)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Keep SQLite in a file, as in production: threads must not share one connection."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, day_of_the_fixtures):
    """Load the real network once: each test that uses the database sees it as in `fixtures/`."""
    with django_db_blocker.unblock():
        call_command("load_directory", settings.FIXTURES_DIR, stdout=io.StringIO())
        network = Snapshot()
    undo = TransactionTestCase._fixture_teardown

    def undo_and_restore(self):
        with guard.lifted():
            undo(self)
            network.restore()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", undo_and_restore)
        yield


@pytest.fixture
def network(db):
    """The real network. What a test changes in it is undone, also where it was committed."""


@pytest.fixture
def empty_directory(db):
    """A directory without any record."""
    empty()


def pytest_sessionfinish(session):
    """Fail where a test was skipped: what a machine lacks has to be installed, not left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nSkipped tests count as failed here.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
