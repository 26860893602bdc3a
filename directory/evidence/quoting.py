"""How a number is quoted: in words and for bibliographies, with its day, edition and address."""

import datetime
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory import dates
from directory.evidence.counting import Count, Metric
from directory.models import Edition

AUTHOR = "AI Factories Portal"
LICENCE = "CC BY 4.0"
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
        if not self.edition:
            return ""
        return _("edition %(number)s (%(day)s)") % {
            "number": self.edition.number,
            "day": date_format(self.edition.day, dates.DAY),
        }

    @property
    def plain(self) -> str:
        """Return the citation as a line of text."""
        as_of = _("as of %(day)s") % {"day": date_format(self.day, dates.DAY)}
        known = ", ".join(filter(None, [self.count.in_words, as_of, self.edition_words]))
        return f"{AUTHOR}, “{self.metric.label}”: {known}. {self.address} ({LICENCE})"

    @property
    def bibtex(self) -> str:
        """Return the citation as an entry of a BibTeX file."""
        title = _("%(label)s: %(number)s, as of %(day)s") % {
            "label": self.metric.label,
            "number": self.count.in_words,
            "day": date_format(self.day, dates.DAY),
        }
        note = ", ".join(filter(None, [self.edition_words, LICENCE]))
        published = self.edition.day if self.edition else dates.today()
        fields = {
            "author": f"{{{escaped(AUTHOR)}}}",
            "title": f"{{{escaped(title)}}}",
            "year": str(published.year),
            "month": MONTHS[published.month - 1],
            "note": escaped(note),
            "url": self.address,
        }
        written = [
            f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"
            for name, value in fields.items()
        ]
        key = f"aifactoriesportal-{self.metric.name}-{self.day.isoformat()}"
        return f"@misc{{{key},\n" + ",\n".join(written) + "\n}"


def escaped(text: str) -> str:
    """Return a text as BibTeX wants it: what LaTeX reads as commands is written out."""
    return re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", ""))
