"""Backups of SQLite: its own online copying, from and into a database that is in use."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from directory.editing.backups.contents import Contents
from directory.editing.backups.files import BackupError

BEGINS = b"SQLite format 3\0"
PATIENCE = 60  # seconds for others to give way


def copy_to(file: Path) -> None:
    told = _told(f"{_database()} cannot be copied")
    with told, closing(_open(_database())) as source, closing(_open(file)) as target:
        source.backup(target, progress=_patient())
        # A copy that stands by itself, without files beside it.
        target.execute("PRAGMA journal_mode = DELETE")


def contents_of(file: Path) -> Contents:
    with _told(f"{file} is damaged"), closing(_open(file, "ro")) as opened:
        for check in ("integrity_check", "foreign_key_check"):
            found = opened.execute(f"PRAGMA {check}").fetchone()
            if found not in (None, ("ok",)):
                raise BackupError(f"{file} is damaged: {found[0]}.")
        tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master")}

        def rows(table: str, *columns: str) -> list[tuple]:
            if table not in tables:
                return []
            return opened.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()  # noqa: S608

        return Contents.of(rows)


def put_back(file: Path) -> None:
    """Copy within one transaction: who reads meanwhile sees the old state, who reads then the new.

    A copy that is killed half-way is taken back by whoever opens the database next.
    """
    told = _told(f"{_database()} cannot be replaced; if it is damaged, move it away first")
    with told, closing(_open(file, "ro")) as source, closing(_open(_database())) as target:
        source.backup(target, progress=_patient())


def refuse_own_file(file: Path) -> None:
    """Raise BackupError where a backup would be written over the database itself."""
    database = _database()
    beside = [database.with_name(database.name + end) for end in ("", "-journal", "-wal", "-shm")]
    if file.resolve() in beside:
        raise BackupError(f"{file} is the database itself.")


def _database() -> Path:
    name = str(connection.settings_dict["NAME"])
    if ":memory:" in name or "mode=memory" in name:
        raise BackupError("The database is in memory only; DATABASE_URL must name a file.")
    return Path(name).resolve()


def _open(file: Path, mode: str = "rwc") -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, timeout=1)


def _patient() -> Callable[[int, int, int], None]:
    """Return what ends a copy that others do not let pass; sqlite3 would try for ever."""
    deadline = time.monotonic() + PATIENCE

    def after_a_step(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise BackupError("The database is in use: somebody holds its lock. Try again.")

    return after_a_step


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(f"{what}: {error}.") from error
