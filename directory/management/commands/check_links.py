"""Asks every address that public records name whether it still answers."""

import argparse
import sys
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.editing.links.answers import Answer, Asker, Verdict, host_of
from directory.editing.links.check import addresses, check, due, forget

INTERRUPTED = 130


def at_least_one(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10**6):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1.")
    return int(text)


class Command(BaseCommand):
    help = (
        "Ask every address that public records name, and keep how each answered. Pages mark a link"
        " as dead where its host says 404 or 410 or does not exist, not where it refuses, fails or"
        " is slow. Exit status: 1 where nothing at all answered and nothing was kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="", help="Only addresses of this host and below it.")
        parser.add_argument(
            "--limit", type=at_least_one, help="Only so many, those not asked for longest first."
        )
        parser.add_argument(
            "--older-than",
            type=at_least_one,
            metavar="DAYS",
            help="Only those that were never asked, or not for so many days.",
        )
        parser.add_argument(
            "--timeout", type=at_least_one, default=20, help="Seconds to wait for an answer (20)."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Name what would be asked; ask nothing."
        )
        parser.add_argument(
            "--allow-private",
            action="store_true",
            help="Also ask this machine and private networks.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        named = addresses()
        chosen = {name: options[name] for name in ("host", "older_than", "limit")}
        if options["host"] and not due(named, host=options["host"]):
            raise CommandError(f"No public record names an address at {options['host']}.")
        urls = due(named, **chosen)
        if options["dry_run"]:
            for url in urls:
                self.stdout.write(url)
            self.stdout.write(f"{len(urls)} of {len(named)} addresses would be asked; none was.")
            return
        if not urls:
            self.stdout.write("No address is due.")
            return
        self.stdout.write(f"Asking {len(urls)} of {len(named)} addresses.")
        asker = Asker(agent(), timeout=options["timeout"], allow_private=options["allow_private"])
        self.counts: Counter[Verdict] = Counter()
        try:
            for kept in check(urls, asker.ask):
                self.tell(kept)
        except KeyboardInterrupt:
            self.stderr.write(f"Interrupted. What was kept stays: {self.summary()}.")
            sys.exit(INTERRUPTED)
        if not self.counts:
            raise CommandError(
                "Nothing answered: this machine seems to have no network. Nothing was kept."
            )
        forget(named)
        self.stdout.write(f"{self.summary()}.")

    def tell(self, kept: list[Answer]) -> None:
        """Print what does not answer well, host by host."""
        self.counts.update(answer.verdict for answer in kept)
        for answer in sorted(kept, key=lambda answer: (host_of(answer.url), answer.url)):
            if answer.verdict is not Verdict.ALIVE:
                self.stdout.write(f"{answer.url}\n    {answer.outcome}")

    def summary(self) -> str:
        alive, dead, unclear = (self.counts[verdict] for verdict in Verdict)
        return f"{alive} answer, {dead} dead, {unclear} unclear"


def agent() -> str:
    """Return the name under which hosts see the requests, with the way to whoever makes them."""
    where = f"; +{settings.PUBLIC_URL.geturl()}" if settings.PUBLIC_URL else ""
    return f"AIFactoriesPortal/1.0 (link check{where})"
