"""Backups: the whole database in one file, made while the portal runs, and put back whole.

A file is what `sqlite3` or `pg_dump --format=custom` would write, so that it can be read without
the portal too.
"""

from pathlib import Path

from django.db import connection

from directory.editing.backups import postgresql, sqlite
from directory.editing.backups.contents import Contents, unknown_migrations
from directory.editing.backups.files import BackupError, written_whole

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def back_up(file: Path, *, overwrite: bool = False) -> Contents:
    """Copy the database to `file`, which is there only once it is complete and was read again."""
    if file.is_dir():
        raise BackupError(f"{file} is a directory; name a file.")
    if file.exists() and not overwrite:
        raise BackupError(f"{file} exists; choose another name, or --overwrite.")
    now = present()
    if not now.migrations:
        raise BackupError("The database is empty: 'manage.py migrate' sets it up.")
    _refuse_newer(now, "The database")
    engine = ENGINES[connection.vendor]
    engine.refuse_own_file(file)
    with written_whole(file) as draft:
        engine.copy_to(draft)
        return examine(draft)


def examine(file: Path) -> Contents:
    """Return what a backup holds. Raises BackupError unless it can be put back here whole."""
    with file.open("rb") as opened:
        begins = opened.read(16)
    kept_in = [name for name, engine in ENGINES.items() if begins.startswith(engine.BEGINS)]
    if not kept_in:
        raise BackupError(f"{file} is no backup of the portal.")
    if kept_in != [connection.vendor]:
        raise BackupError(
            f"{file} is a backup of a {kept_in[0]} database; this portal keeps its data in"
            f" {connection.vendor}."
        )
    contents = ENGINES[connection.vendor].contents_of(file)
    if ("directory", "0001_initial") not in contents.migrations:
        raise BackupError(f"{file} is no backup of the portal: its tables are not there.")
    _refuse_newer(contents, str(file))
    return contents


def present() -> Contents:
    """Return what the database holds now; nothing where it was not set up yet."""
    tables = connection.introspection.table_names()

    def rows(table: str, *columns: str) -> list[tuple]:
        if table not in tables:
            return []
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608  our own words
            return cursor.fetchall()

    return Contents.of(rows)


def put_back(file: Path) -> None:
    """Replace the database by an examined backup at once; on any failure it stays as it was."""
    connection.close()
    ENGINES[connection.vendor].put_back(file)


def _refuse_newer(contents: Contents, where: str) -> None:
    if unknown := unknown_migrations(contents):
        names = ", ".join(f"{app}.{name}" for app, name in unknown)
        raise BackupError(
            f"{where} is of a newer version of the portal, with migrations that this one does not"
            f" know ({names}): use that version."
        )
