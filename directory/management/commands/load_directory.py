"""manage.py load_directory: bring the database to what the fixture files say."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from directory.editing.kinds import Kind
from directory.editing.loading.comparing import WRITES, Line, Outcome, Prefer
from directory.editing.loading.load import load_directory
from directory.editing.problems import ChangeRefusedError

CONFLICTS_LEFT = 1
REFUSED = 2


class Command(BaseCommand):
    help = (
        "Load the directory from fixture files: everything is checked first, then written in one"
        " transaction. Records edited since they were last loaded are kept and reported."
        f" Exit status: {CONFLICTS_LEFT} where a file and an edit contradict each other,"
        f" {REFUSED} where the files are refused and nothing was written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "directory",
            nargs="?",
            type=Path,
            default=settings.FIXTURES_DIR,
            help="Where the files are (default: the fixtures of the portal).",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Show what would change, field by field."
        )
        prefer = parser.add_mutually_exclusive_group()
        for side in (Prefer.FILE, Prefer.DATABASE):
            prefer.add_argument(
                f"--take-{side.value}",
                dest="prefer",
                action="store_const",
                const=side,
                default=Prefer.NEITHER,
                help=f"Where a file and an edit contradict each other, the {side.value} is right.",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_directory(
                options["directory"],
                who="load_directory",
                prefer=options["prefer"],
                dry_run=options["dry_run"],
                progress=self.progress,
            )
        except ChangeRefusedError as found:
            count = len(found.problems)
            message = f"{found}\n{count} problem{'s' * (count > 1)}; nothing was written."
            raise CommandError(message, returncode=REFUSED) from found
        except (OSError, DatabaseError) as error:
            raise CommandError(f"{error}; nothing was written.", returncode=REFUSED) from error
        shown = (Outcome.KEPT, Outcome.CONFLICT, Outcome.NOT_IN_FILE)
        for line in report.having(*shown, *(WRITES if options["dry_run"] else ())):
            self.show(line)
        written = len(report.having(*WRITES))
        if options["dry_run"]:
            self.stdout.write(f"{written} records would be written; nothing was.")
        elif report.edition:
            self.stdout.write(f"{written} records written: edition {report.edition}.")
        elif not report.having(Outcome.KEPT, Outcome.CONFLICT):
            self.stdout.write("Nothing to change: the database already says what the files say.")
        else:
            self.stdout.write("Nothing was written.")
        if conflicts := report.having(Outcome.CONFLICT):
            self.stderr.write(
                f"{len(conflicts)} records differ in the file and in the database and were kept as"
                " edited. Decide with --take-file or --take-database."
            )
            sys.exit(CONFLICTS_LEFT)

    def progress(self, kind: Kind, lines: list[Line]) -> None:
        """Print one line for a kind: how many records, and what happens with them."""
        counts = {
            outcome: sum(line.outcome is outcome for line in lines)
            for outcome in Outcome
            if outcome is not Outcome.UNCHANGED
        }
        told = ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
        total = sum(line.in_file is not None for line in lines)
        self.stdout.write(f"{kind.name:<16}{total:>5}  {told or 'unchanged'}")

    def show(self, line: Line) -> None:
        """Print what differs in one record, field by field."""
        self.stdout.write(f"{line.kind.name}: {line.slug}: {line.outcome.value}")
        if line.outcome is Outcome.KEPT:
            return  # the file says nothing new: each start would tell every edit again
        for field, in_database, in_file in line.differences():
            self.stdout.write(f"    {field}")
            self.stdout.write(f"        database: {in_database}")
            self.stdout.write(f"        file:     {in_file}")
