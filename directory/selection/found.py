"""What a question finds in the newest edition: the index of the search, kept in memory."""

import datetime

from django.utils.translation import gettext_lazy

from directory import dates
from directory.models import Edition
from directory.selection.search_index import Hit, Index
from directory.selection.searchable import entries

#: Every kind that can be found, one and many, in the order that decides between equals.
KINDS = {
    "site": (gettext_lazy("Site"), gettext_lazy("Sites")),
    "supercomputer": (gettext_lazy("Supercomputer"), gettext_lazy("Supercomputers")),
    "country": (gettext_lazy("Country"), gettext_lazy("Countries")),
    "organisation": (gettext_lazy("Organisation"), gettext_lazy("Organisations")),
    "wave": (gettext_lazy("Wave"), gettext_lazy("Waves")),
    "sector": (gettext_lazy("Sector"), gettext_lazy("Sectors")),
    "access-mode": (gettext_lazy("Way to computing time"), gettext_lazy("Ways to computing time")),
    "help": (gettext_lazy("Term or question"), gettext_lazy("Terms and questions")),
    "source": (gettext_lazy("Source"), gettext_lazy("Sources")),
}

_kept: dict[tuple[int, datetime.datetime, datetime.date], Index] = {}


def current_index() -> Index:
    """Return the index of the newest edition as of today; one query, and a dozen to build it.

    The day an edition was made is part of its key: a number comes again after a restore.
    """
    newest = Edition.objects.values_list("number", "made_at").first()
    if newest is None:
        return Index(entries(), KINDS)
    key = (*newest, dates.today())
    index = _kept.get(key)
    if index is None:
        index = Index(entries(), KINDS)
        _kept.clear()
        _kept[key] = index
    return index


def found(question: str) -> tuple[Hit, ...]:
    """Return everything that fits the question, the best first."""
    return current_index().found(question)
