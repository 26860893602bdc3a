"""How much memory each format needs to write a list of sites: few rows beside many.

`make bench` runs it. Each figure is the peak of a process of its own that writes one file; the
sites are made up, in a database of their own.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (100, 100_000)
SUFFIXES = ("csv", "json", "xlsx", "geojson", "kml")


def main() -> None:
    print(f"{'format':10}{'rows':>10}{'file':>12}{'peak memory':>14}{'time':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            database = Path(folder, f"{size}.sqlite3")
            manage("migrate", "--verbosity", "0", database=database)
            do(f"from benchmarks.made_up import fill; fill({size})", database)
            for suffix in SUFFIXES:
                do(f"from benchmarks.peak import write; write({suffix!r})", database)


def do(task: str, database: Path) -> None:
    manage("shell", "--no-imports", "--command", task, database=database)


def manage(*task: str, database: Path) -> None:
    """Run a task in a process of its own."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    subprocess.run([sys.executable, "manage.py", *task], env=environment, check=True)


if __name__ == "__main__":
    main()
