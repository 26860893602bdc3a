"""Backup and restore: every row comes back, whatever happened, or nothing changes at all."""

import contextlib
import io
import sqlite3
import stat

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from directory.editing import backups
from directory.editing.backups import programs
from directory.editing.change import recorded_change
from directory.editing.drafting import drafts
from directory.editing.kinds import KINDS
from directory.editing.record_forms import record_form
from directory.editing.writing import newest_edition
from directory.models import Draft, Edition, Site, Version
from tests import own_database
from tests.cluster import binaries

pytestmark = pytest.mark.usefixtures("own_network", "programs_of_the_server")


@pytest.fixture
def programs_of_the_server(own_network, settings):
    """Take the programs of PostgreSQL that belong to the tests' own server."""
    if connection.vendor != "postgresql":
        return
    wanted = connection.pg_version // 10_000
    fitting = [bindir for bindir in binaries.candidates() if programs._version(bindir) == wanted]
    settings.PG_PROGRAMS = str(fitting[0])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "portal.backup"


def run(command, *arguments):
    """Run a command; return what it prints and its exit status."""
    out = io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error), error.returncode
    return out.getvalue(), 0


def restore(file, *options):
    return run("restore", file, "--yes", "--no-safety-copy", *options)


def edit(city="Oulu", who="maria"):
    with recorded_change(who, "The site moved."):
        site = Site.objects.get(slug="lumi-ai-factory")
        site.city = city
        site.save()


def city():
    return Site.objects.get(slug="lumi-ai-factory").city


def destroy():
    """Drop every table, as the worst hand could."""
    with connection.cursor() as cursor:
        names = [
            connection.ops.quote_name(name)
            for name in connection.introspection.table_names(cursor)
            if name != "sqlite_sequence"
        ]
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TABLE {', '.join(names)} CASCADE")
        else:
            drops = "".join(f"DROP TABLE {name};" for name in names)
            cursor.executescript(f"PRAGMA foreign_keys = OFF; BEGIN; {drops} COMMIT;")


def fill():
    """Do what editors do: accounts with a role, a session, an edit, a draft, a deletion."""
    maria = User.objects.create_user("maria", password="only-for-this-test")
    maria.groups.add(Group.objects.get_or_create(name="Publisher")[0])
    Client().force_login(maria)
    edit()
    kind = KINDS["sites"]
    [site] = kind.records(["jaif"])
    form = record_form(kind, site) | {"city": "Aachen"}
    base = newest_edition(kind, "jaif")
    drafts.begin(kind, "jaif", form, base=base, who="maria", why="It moves.")
    with recorded_change("maria", "It never was."):
        Site.objects.get(slug="hearts").delete()


def test_what_is_destroyed_comes_back_with_every_row_and_its_whole_history(file):
    fill()
    before = own_database.rows()
    told, status = run("backup", file)
    assert (status, f"edition {Edition.current_number()} of" in told) == (0, True), told

    destroy()
    told, status = restore(file)

    assert status == 0, told
    assert own_database.rows() == before
    said = Version.objects.filter(kind="sites", slug="lumi-ai-factory").order_by("edition_id")
    assert ["city: Kajaani" in said[0].form, "city: Oulu" in said[1].form] == [True, True]
    assert all(before[table] for table in ("auth_user_groups", "django_session"))
    edit("Espoo")  # the next number of every table is free
    assert User.objects.create_user("new").pk > User.objects.get(username="maria").pk


def test_a_restore_tells_what_it_loses_and_keeps_it_in_a_file(file):
    run("backup", file)
    User.objects.create_user("maria")
    edit()
    now = own_database.rows()
    edition = Edition.current_number()

    told, status = run("restore", file, "--yes")

    assert status == 0, told
    assert f"lost: the editions {edition} to {edition}" in told
    assert "lost: the users maria" in told
    assert (city(), User.objects.count()) == ("Kajaani", 0)
    [kept] = file.parent.glob("before-restore-*.backup")
    assert str(kept) in told
    restore(kept)
    assert own_database.rows() == now


@pytest.mark.parametrize(
    ("answer", "city_then"), [("yes\n", "Kajaani"), ("y\n", "Oulu"), ("", "Oulu")]
)
def test_a_restore_asks_first(file, monkeypatch, answer, city_then):
    run("backup", file)
    edit()
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))

    told, status = run("restore", file, "--no-safety-copy")

    assert (city(), status) == (city_then, 0 if city_then == "Kajaani" else 2), told


def test_a_backup_is_for_its_owner_only_and_replaces_another_only_if_told(file):
    file.write_text("precious")
    told, status = run("backup", file)
    assert (status, file.read_text(), "exists" in told) == (2, "precious", True)

    _told, status = run("backup", file, "--overwrite")

    assert status == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if file.name in path.name] == [file.name]


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path):
    for place in (tmp_path, tmp_path / "no" / "such" / "place"):
        told, status = run("backup", place)

        assert (status, "No backup was written." in told) == (2, True)


def of_another_version(file, app, name, applied):
    """Write a backup of a database in which another migration, or not that one, was applied."""
    recorder = MigrationRecorder(connection)
    one, other = recorder.record_applied, recorder.record_unapplied
    (one if applied else other)(app, name)
    backups.ENGINES[connection.vendor].copy_to(file)
    (other if applied else one)(app, name)


SPOILT = {
    "text": (lambda file: file.write_text("sites: {}\n"), "is no backup of the portal"),
    "a backup of the other kind of database": (
        lambda file: file.write_bytes(
            b"PGDMP\1\16" if connection.vendor == "sqlite" else b"SQLite format 3\0"
        ),
        "this portal keeps its data in",
    ),
    "a backup cut short": (
        lambda file: (
            run("backup", file) and file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        ),
        "is damaged",
    ),
    "nothing": (lambda file: None, "No such file"),
    "a backup of a newer version": (
        lambda file: of_another_version(file, "directory", "9999_later", applied=True),
        "(directory.9999_later): use that version",
    ),
    "another program's database": (
        lambda file: of_another_version(file, "directory", "0001_initial", applied=False),
        "its tables are not there",
    ),
}


@pytest.mark.parametrize(("spoil", "reason"), SPOILT.values(), ids=SPOILT)
def test_what_cannot_be_put_back_is_refused_before_anything_is_touched(file, spoil, reason):
    spoil(file)
    before = own_database.rows()

    told, status = restore(file)

    assert (status, reason in told) == (2, True), told
    assert own_database.rows() == before


def test_a_backup_of_an_older_version_is_brought_up_to_date(file):
    call_command("migrate", "directory", "0002", verbosity=0)
    run("backup", file)
    call_command("migrate", verbosity=0)
    fill()

    told, status = restore(file)

    assert (status, "of an older version" in told) == (0, True), told
    assert (city(), Draft.objects.count()) == ("Kajaani", 0)
    assert Group.objects.filter(name="Publisher").exists()
    edit()


def test_a_running_portal_serves_the_restored_state_at_once(client, file):
    run("backup", file)
    edit("Oulunsalo")
    assert shown(client) == {"Oulunsalo"}

    restore(file)
    assert shown(client) == set()
    edit("Espoonlahti")  # in an edition of the same number as before

    assert shown(client) == {"Espoonlahti"}


def shown(client):
    """Return the cities that a site's page names; the search, kept in memory, finds it by them."""
    page = client.get("/sites/lumi-ai-factory/").content.decode()
    cities = {city for city in ("Oulunsalo", "Espoonlahti") if city in page}
    for city in ("Oulunsalo", "Espoonlahti"):
        hits = client.get("/search/", {"q": city}).context["selection"].page
        assert ("LUMI" in str(list(hits))) is (city in cities)
    return cities


@contextlib.contextmanager
def obstacle(monkeypatch, own_network):
    """Put something in the way of a restore: SQLite's lock, or a name that PostgreSQL needs."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            name = "version_once_in_an_edition"
            cursor.execute(f"ALTER TABLE directory_version DROP CONSTRAINT {name}")
            cursor.execute(f"CREATE TABLE {name} (somebody int)")
        yield name
        return
    monkeypatch.setattr("directory.editing.backups.sqlite.PATIENCE", 0.1)
    with contextlib.closing(sqlite3.connect(own_network)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield "holds its lock"
        other.rollback()


def test_a_restore_that_fails_leaves_everything_as_it_was(own_network, file, monkeypatch):
    run("backup", file)
    edit()
    with obstacle(monkeypatch, own_network) as reason:
        before = own_database.rows()

        told, status = restore(file)

        assert (status, reason in told) == (2, True), told
        assert own_database.rows() == before


def test_a_name_that_begins_like_an_option_is_a_name(file, monkeypatch):
    monkeypatch.chdir(file.parent)
    edit("Oulu")

    assert run("backup", "./--version")[1] == 0
    edit("Espoo")
    assert restore("./--version")[1] == 0

    assert Site.objects.get(slug="lumi-ai-factory").city == "Oulu"


def test_nobody_backs_up_over_the_database_itself(own_network):
    if connection.vendor == "sqlite":
        told, status = run("backup", own_network, "--overwrite")

        assert (status, "is the database itself" in told) == (2, True)
        assert city() == "Kajaani"


def test_the_password_is_in_no_list_of_processes():
    if connection.vendor == "postgresql":
        address, password = programs.connection_options()

        assert password == connection.settings_dict["PASSWORD"]
        assert password not in address
        assert f"dbname={connection.settings_dict['NAME']}" in address


def test_programs_that_are_missing_are_named_with_the_way_to_get_them(file, settings, tmp_path):
    if connection.vendor == "postgresql":
        settings.PG_PROGRAMS = str(tmp_path)

        told, status = run("backup", file)

        assert (status, "the package postgresql-client-" in told, file.exists()) == (2, True, False)
