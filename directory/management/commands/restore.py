"""manage.py restore: replace the whole database by what a backup holds."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from directory.editing import backups
from directory.editing.backups import BackupError

REFUSED = 2


class Command(BaseCommand):
    help = (
        "Replace the whole database, accounts and history included, by a file of 'backup'. The file"
        " is checked first; the present state is kept in a file beside it; a running portal serves"
        " the restored state at once."
        f" Exit status: {REFUSED} where the database was left as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The file to read.")
        parser.add_argument("--yes", action="store_true", help="Do not ask.")
        parser.add_argument(
            "--no-safety-copy", action="store_true", help="Do not keep the present state."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            then = backups.examine(file)
            self.stdout.write(f"{file}: {then}.")
            self.tell_losses(then)
            if not options["yes"]:
                self.ask()
            if not options["no_safety_copy"]:
                self.keep_present(file)
            backups.put_back(file)
        except (BackupError, DatabaseError, OSError) as error:
            told = f"{error}\nThe database was left as it is."
            raise CommandError(told, returncode=REFUSED) from error
        if then.is_behind:
            self.stdout.write("It is of an older version: its tables are migrated.")
            call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("Restored.")

    def tell_losses(self, then: backups.Contents) -> None:
        try:
            now = backups.present()
        except DatabaseError as error:
            self.stdout.write(f"The present state cannot be read: {error}.")
            return
        self.stdout.write(f"Now: {now}.")
        for loss in now.losses(then):
            self.stdout.write(f"This will be lost: {loss}.")

    def ask(self) -> None:
        try:
            answer = input("Replace the whole database? Type 'yes': ")
        except EOFError:
            answer = ""
        if answer.strip() != "yes":
            raise BackupError("It was not confirmed; --yes confirms it.")

    def keep_present(self, file: Path) -> None:
        """Back up the present state; an empty database has none."""
        now = f"{timezone.localtime():%Y%m%d-%H%M%S}"
        copy = file.with_name(f"before-restore-{now}.backup")
        try:
            if not backups.present().migrations:
                return
            backups.back_up(copy)
        except (BackupError, DatabaseError, OSError) as error:
            raise BackupError(
                f"The present state cannot be kept in {copy}: {error}\n"
                "If it may be lost, say --no-safety-copy."
            ) from error
        self.stdout.write(f"The present state is kept in {copy}.")
