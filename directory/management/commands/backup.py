"""manage.py backup: write the whole database to one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from directory.editing import backups

REFUSED = 2


class Command(BaseCommand):
    help = (
        "Write the whole database, accounts and history included, to one file, also while the"
        " portal runs. The file is there only once it is complete and was read again."
        f" Exit status: {REFUSED} where there is no new file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The file to write.")
        parser.add_argument(
            "--overwrite", action="store_true", help="Replace the file if there is one."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            contents = backups.back_up(file, overwrite=options["overwrite"])
        except (backups.BackupError, DatabaseError, OSError) as error:
            raise CommandError(f"{error}\nNo backup was written.", returncode=REFUSED) from error
        self.stdout.write(f"{file}: {contents}.")
