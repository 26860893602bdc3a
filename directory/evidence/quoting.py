"""How a number and an edition are quoted: in words and for bibliographies, with their address."""

import datetime
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory import dates
from directory.evidence.counting import Count, Metric
from directory.models import Edition
from directory.terms import LICENCE_NAME, NAME

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Quotation:
    """A number as of a day, as an edition of the directory gives it at a permanent address."""

    metric: Metric
    count: Count
    day: datetime.date
    edition: Edition | None
    address: str

    @property
    def edition_words(self) -> str:
        """Return number and day of the edition, empty before the first one."""
        return in_words(self.edition) if self.edition else ""

    @property
    def plain(self) -> str:
        """Return the citation as a line of text."""
        as_of = _("as of %(day)s") % {"day": date_format(self.day, dates.DAY)}
        known = ", ".join(filter(None, [self.count.in_words, as_of, self.edition_words]))
        return f"{NAME}, “{self.metric.label}”: {known}. {self.address} ({LICENCE_NAME})"

    @property
    def bibtex(self) -> str:
        """Return the citation as an entry of a BibTeX file."""
        title = _("%(label)s: %(number)s, as of %(day)s") % {
            "label": self.metric.label,
            "number": self.count.in_words,
            "day": date_format(self.day, dates.DAY),
        }
        note = ", ".join(filter(None, [self.edition_words, LICENCE_NAME]))
        published = self.edition.day if self.edition else dates.today()
        key = f"aifactoriesportal-{self.metric.name}-{self.day.isoformat()}"
        return bibtex(key, title, note, published, self.address)


@dataclass(frozen=True)
class CitedEdition:
    """The whole directory, as an edition gives it at a permanent address."""

    edition: Edition
    address: str

    @property
    def title(self) -> str:
        return _("Directory of Europe's AI Factories network")

    @property
    def plain(self) -> str:
        """Return the citation as a line of text."""
        words = in_words(self.edition)
        return f"{NAME}, “{self.title}”, {words}. {self.address} ({LICENCE_NAME})"

    @property
    def bibtex(self) -> str:
        """Return the citation as an entry of a BibTeX file."""
        key = f"aifactoriesportal-edition-{self.edition.number}"
        note = f"{in_words(self.edition)}, {LICENCE_NAME}"
        return bibtex(key, self.title, note, self.edition.day, self.address)


def in_words(edition: Edition) -> str:
    return _("edition %(number)s (%(day)s)") % {
        "number": edition.number,
        "day": date_format(edition.day, dates.DAY),
    }


def bibtex(key: str, title: str, note: str, published: datetime.date, address: str) -> str:
    """Return an entry of a BibTeX file."""
    fields = {
        "author": f"{{{escaped(NAME)}}}",
        "title": f"{{{escaped(title)}}}",
        "year": str(published.year),
        "month": MONTHS[published.month - 1],
        "note": escaped(note),
        "url": address,
    }
    written = [
        f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"
        for name, value in fields.items()
    ]
    return f"@misc{{{key},\n" + ",\n".join(written) + "\n}"


def escaped(text: str) -> str:
    """Return a text as BibTeX wants it: what LaTeX reads as commands is written out."""
    return re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", ""))
