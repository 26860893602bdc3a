"""Running the programs that PostgreSQL brings for backups, with the portal's own connection."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from directory.editing.backups.files import BackupError

NEEDED = ("pg_dump", "pg_restore", "psql")


def run(program: str, *arguments: str, connected: bool = False) -> None:
    """Run a program, `connected` to the portal's database. Raises BackupError where it fails."""
    environment = dict(os.environ)
    if connected:
        address, password = connection_options()
        arguments = (f"--dbname={address}", "--no-password", *arguments)
        if password:
            environment["PGPASSWORD"] = password
    done = subprocess.run(  # noqa: S603  a program of PostgreSQL, without a shell
        [directory_of_programs() / program, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()[-2000:]}")


def connection_options() -> tuple[str, str | None]:
    """Return what DATABASE_URL says to libpq, and apart the password: `ps` shows the rest."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    given = connection.get_connection_params()
    options = {name: given[name] for name in sorted(known & given.keys())}
    password = options.pop("password", None)
    return make_conninfo(**options), password


def directory_of_programs() -> Path:
    """Return where programs are that fit the server: of its version, else the next newer one."""
    connection.ensure_connection()
    wanted = connection.connection.info.server_version // 10_000
    found: dict[int, Path] = {}
    for bindir in _candidates():
        if version := _version(bindir):
            found.setdefault(version, bindir)
    if fitting := [version for version in found if version >= wanted]:
        return found[min(fitting)]
    there = f"only those of version {max(found)} are there" if found else "they are not there"
    raise BackupError(
        f"The server is PostgreSQL {wanted}, and backups need its programs {', '.join(NEEDED)}:"
        f" {there}. Install them (on Debian the package postgresql-client-{wanted}), or set"
        " PG_PROGRAMS to the directory where they are."
    )


def _candidates() -> Iterator[Path]:
    if settings.PG_PROGRAMS:
        yield Path(settings.PG_PROGRAMS)
        return
    # Before the search path, where Debian has a wrapper that chooses a version by itself.
    yield from Path("/usr/lib/postgresql").glob("*/bin")
    if there := shutil.which("pg_dump"):
        yield Path(there).parent


def _version(bindir: Path) -> int | None:
    """Return the version of the programs in a directory, None where one is missing."""
    if not all((bindir / program).exists() for program in NEEDED):
        return None
    try:
        told = subprocess.check_output([bindir / "pg_dump", "--version"], text=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    number = re.search(r"\d+", told)
    return int(number[0]) if number else None
