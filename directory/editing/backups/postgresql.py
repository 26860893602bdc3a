"""Backups of PostgreSQL: pg_dump's archive of the portal's tables, put back in one transaction."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from directory.editing.backups.contents import Contents
from directory.editing.backups.files import BackupError
from directory.editing.backups.programs import run
from directory.editing.change import WRITERS_TURN

BEGINS = b"PGDMP"
CREATED = re.compile(r"CREATE TABLE (\S+) \(\n")
COPIED = re.compile(r"COPY (?:\S+\.)?(\w+) \((.*)\) FROM stdin;\n")
#: Waits for whoever is writing or reading; what pg_restore writes afterwards waits for ever.
TURN = f"SET lock_timeout = '60s';\nSELECT pg_advisory_xact_lock({WRITERS_TURN});\n"


def copy_to(file: Path) -> None:
    tables = [f'--table="{table}"' for table in _tables()]
    run("pg_dump", "--format=custom", f"--file={file}", *tables, connected=True)


def contents_of(file: Path) -> Contents:
    with _script(file) as script:
        tables = dict(_copied(script, {"django_migrations", "directory_edition", "auth_user"}))

    def rows(table: str, *columns: str) -> list[tuple]:
        return [tuple(row[name] for name in columns) for row in tables.get(table, [])]

    return Contents.of(rows)


def put_back(file: Path) -> None:
    """Replace the portal's tables in one transaction, also those that the file does not know."""
    with _script(file) as script:
        with script.open(encoding="utf-8", errors="replace", newline="\n") as lines:
            created = [match[1] for line in lines if (match := CREATED.fullmatch(line))]
        tables = [f'"{table}"' for table in _tables()] + created
        first = script.with_name("first.sql")
        first.write_text(f"{TURN}DROP TABLE IF EXISTS {', '.join(tables)} CASCADE;\n")
        once = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        connection.close()
        run("psql", *once, f"--file={first}", f"--file={script}", connected=True)


def refuse_own_file(file: Path) -> None:
    """Do nothing: the server's files are not here."""


def _tables() -> list[str]:
    """Return the portal's tables that are there: others may share the database."""
    ours = {*connection.introspection.django_table_names(only_existing=False)}
    ours.add(MigrationRecorder.Migration._meta.db_table)
    return sorted(ours.intersection(connection.introspection.table_names()))


@contextmanager
def _script(file: Path) -> Iterator[Path]:
    """Give what a backup would do to a database, as SQL; the whole file is read for it."""
    with tempfile.TemporaryDirectory(prefix="portal-restore-") as directory:
        script = Path(directory, "backup.sql")
        try:
            # Whole, so that a name that begins with - is no option.
            plain = ("--no-owner", "--no-privileges", f"--file={script}", str(file.resolve()))
            run("pg_restore", *plain)
        except BackupError as error:
            raise BackupError(f"{file} is damaged, or of a newer PostgreSQL: {error}") from error
        yield script


def _copied(script: Path, wanted: set[str]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield the rows of the wanted tables, as text, from COPY's form."""
    with script.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for line in lines:
            match = COPIED.fullmatch(line)
            if not match:
                continue
            names = match[2].split(", ")
            rows = [
                dict(zip(names, row.rstrip("\n").split("\t"), strict=True))
                for row in iter(lambda: next(lines), "\\.\n")
                if match[1] in wanted
            ]
            if match[1] in wanted:
                yield match[1], rows
