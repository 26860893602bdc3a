"""manage.py dump_directory: write the database as fixture files in canonical form."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from directory.editing.loading.fixture_files import dump_directory


class Command(BaseCommand):
    help = "Write the directory as fixture files in canonical form, one for each kind of record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "directory",
            nargs="?",
            type=Path,
            default=settings.FIXTURES_DIR,
            help="Where to write the files (default: over the fixtures of the portal).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in dump_directory(options["directory"]).items():
            self.stdout.write(f"{name:<16}{count:>5}")
