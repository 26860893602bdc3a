"""Configuration is read strictly: what is not understood stops the start, naming the variable."""

import os
import sqlite3
import stat
import subprocess
import sys
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from factories_portal import environment


@pytest.mark.parametrize(
    ("word", "value"), [("", False), ("yes", True), ("TRUE", True), ("0", False)]
)
def test_a_switch_knows_yes_and_no(monkeypatch, word, value):
    monkeypatch.setenv("DEBUG", word)

    assert environment.switch("DEBUG", default=False) is value


WRONG = {
    "DEBUG": ("ja", lambda: environment.switch("DEBUG", default=False), "expected one of 1, true"),
    "PUBLIC_URL": (
        "example.org",
        lambda: environment.public_url("PUBLIC_URL"),
        "expected an address",
    ),
    "DATABASE_URL": (
        "mysql://localhost/portal",
        lambda: environment.database("DATABASE_URL", ""),
        "must start with sqlite",
    ),
    "ALLOWED_HOSTS": (
        "example.org, https://example.com",
        lambda: environment.hosts("ALLOWED_HOSTS"),
        "https://example.com",
    ),
    "SECRET_KEY": (
        "abc",
        lambda: environment.secret_key(Path("nowhere")),
        "is shorter than 32 characters",
    ),
    "ADMIN_PATH": (
        "/admin/",
        lambda: environment.admin_path("ADMIN_PATH", default="admin"),
        "without slashes around it",
    ),
    "PROXIES": (
        "one",
        lambda: environment.number("PROXIES", default=0, least=0, most=9),
        "a whole number from 0 to 9",
    ),
    "SESSION_HOURS": (
        "0",
        lambda: environment.number("SESSION_HOURS", default=8, least=1, most=720),
        "a whole number from 1 to 720",
    ),
    "CORRECTIONS_EMAIL": (
        "editors at example.org",
        lambda: environment.email("CORRECTIONS_EMAIL"),
        "expected an e-mail address",
    ),
    "CORRECTIONS_URL": (
        "https://example.org/issues/new?body={body}",
        lambda: environment.issue_form("CORRECTIONS_URL"),
        "expected an http",
    ),
    "SECURITY_CONTACT": (
        "http://example.org/security",
        lambda: environment.contact("SECURITY_CONTACT"),
        "expected an e-mail or https address",
    ),
    "SECURITY_POLICY": (
        "http://example.org/policy",
        lambda: environment.https_address("SECURITY_POLICY"),
        "expected an address such as https",
    ),
    "PUBLISHER_URL": (
        "example.org",
        lambda: environment.whole("PUBLISHER_URL"),
        "expected an address",
    ),
    "LOG_LEVEL": (
        "loud",
        lambda: environment.choice("LOG_LEVEL", ("INFO", "ERROR"), default="ERROR"),
        "expected one of INFO, ERROR",
    ),
}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        ("security@example.org", "mailto:security@example.org"),
        (" mailto:a+b@example.org ", "mailto:a%2Bb@example.org"),
        ("https://example.org/security?x=1", "https://example.org/security?x=1"),
    ],
)
def test_a_contact_is_an_address_to_write_to(monkeypatch, text, address):
    monkeypatch.setenv("SECURITY_CONTACT", text)

    assert environment.contact("SECURITY_CONTACT") == address


@pytest.mark.parametrize(
    "text", ["mailto:", "tel:112", "a@example.org\nPolicy: x", "https://a b", "https://ä.org"]
)
def test_a_contact_that_nobody_could_write_to_is_refused(monkeypatch, text):
    monkeypatch.setenv("SECURITY_CONTACT", text)

    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT"):
        environment.contact("SECURITY_CONTACT")


@pytest.mark.parametrize("url", ["sqlite://relative.db", "nonsense", "postgres:/one-slash"])
def test_a_database_url_of_another_form_is_refused(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match="must start with sqlite:///"):
        environment.database("DATABASE_URL", "")


@pytest.mark.parametrize(
    "url",
    [
        "mysql://user:hunter2@localhost/portal",
        "hunter2",
        "postgres://user:hunter2/x@localhost/portal",
    ],
)
def test_what_is_told_of_a_wrong_database_url_has_no_password_in_it(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refused:
        environment.database("DATABASE_URL", "")

    assert "hunter2" not in "".join(traceback.format_exception(refused.value))


def test_a_database_is_made_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/portal.sqlite3")

    name = environment.database("DATABASE_URL", "")["NAME"]
    with closing(sqlite3.connect(name)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE users (name TEXT)")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}

    files = ("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm")
    assert modes == dict.fromkeys(files, 0o600)


def test_a_database_that_others_could_read_is_closed_to_them_and_kept(tmp_path, monkeypatch):
    file, log = tmp_path / "portal.sqlite3", tmp_path / "portal.sqlite3-wal"
    for path in (file, log):
        path.write_bytes(b"kept")
        path.chmod(0o644)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")

    environment.database("DATABASE_URL", "")

    for path in (file, log):
        assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"kept", 0o600)


def test_a_directory_in_place_of_a_database_stays_as_it_is(tmp_path, monkeypatch):
    tmp_path.chmod(0o755)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")

    environment.database("DATABASE_URL", "")

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.mark.parametrize(("name", "wrong"), WRONG.items(), ids=WRONG.keys())
def test_a_value_that_cannot_be_understood_is_refused_with_its_name(monkeypatch, name, wrong):
    text, read, told = wrong
    monkeypatch.setenv(name, text)

    with pytest.raises(ImproperlyConfigured, match=f"{name}.*{told}"):
        read()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://Example.org:443/factories/", "https://example.org/factories"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_the_public_address_is_read_as_browsers_name_it(monkeypatch, text, address):
    monkeypatch.setenv("PUBLIC_URL", text)

    assert environment.public_url("PUBLIC_URL").geturl() == address


@pytest.mark.parametrize(
    "wrong",
    ["?page=2", "#top", "/a b", "//factories", "/../admin", "/x;y", "/fabriken/über"],
)
def test_a_public_address_is_no_more_than_host_and_plain_path(monkeypatch, wrong):
    monkeypatch.setenv("PUBLIC_URL", f"https://example.org{wrong}")

    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL"):
        environment.public_url("PUBLIC_URL")


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    path = tmp_path / "var" / "secret_key"

    key = environment.secret_key(path)

    assert len(key) >= 50
    assert environment.secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_the_secret_key_of_the_environment_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from outside, and long enough to be one")

    assert environment.secret_key(tmp_path / "secret_key").startswith("from outside")
    assert not (tmp_path / "secret_key").exists()


def settings_with(tmp_path, **variables):
    """Return chosen settings of a fresh process with these variables."""
    code = (
        "from django.conf import settings as s;"
        " print(s.DEBUG, s.ALLOWED_HOSTS, s.FORCE_SCRIPT_NAME,"
        " s.SESSION_COOKIE_SECURE, s.CSRF_TRUSTED_ORIGINS)"
    )
    variables |= {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "factories_portal.settings"}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], **variables},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def test_the_defaults_are_safe(tmp_path):
    assert settings_with(tmp_path) == "False ['localhost', '127.0.0.1', '[::1]'] None False []"


def test_a_public_address_under_a_path_is_served_securely(tmp_path):
    told = settings_with(tmp_path, PUBLIC_URL="https://example.org/factories/")

    assert "'example.org'] /factories True ['https://example.org']" in told


@pytest.mark.parametrize(
    "wrong",
    [
        "javascript:alert(1)?{title}{body}",
        "https://{title}.example.org/?{body}",
        "https://example.org/new?title={title}&body={body}&x={x}",
        "https://example.org/new?title={title}&title={title}&body={body}",
        'https://example.org/new?title={title}&body={body}"',
    ],
)
def test_a_form_for_issues_is_an_address_with_two_places(monkeypatch, wrong):
    monkeypatch.setenv("CORRECTIONS_URL", wrong)

    with pytest.raises(ImproperlyConfigured, match="CORRECTIONS_URL"):
        environment.issue_form("CORRECTIONS_URL")
