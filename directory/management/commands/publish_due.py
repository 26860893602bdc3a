"""manage.py publish_due: publish the drafts whose day has come."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from directory import dates
from directory.editing.drafting.due import publish_due

SENT_BACK = 1
FAILED = 2


class Command(BaseCommand):
    help = (
        "Publish every draft that was approved for today or an earlier day. Run it as often as you"
        " like. One that cannot be published goes back to the reviewers with the reason."
        f" Exit status: {SENT_BACK} where one went back, {FAILED} where the database failed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = publish_due(dates.today())
        except DatabaseError as error:
            raise CommandError(str(error), returncode=FAILED) from error
        for due in done:
            if due.edition:
                self.stdout.write(f"{due.draft}: published, edition {due.edition}.")
            elif due.refused:
                self.stderr.write(f"{due.draft}: back to the reviewers: {due.refused}")
            else:
                self.stdout.write(f"{due.draft}: the directory says so already.")
        if any(due.refused for due in done):
            sys.exit(SENT_BACK)
