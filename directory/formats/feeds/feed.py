"""What every feed of a list says about itself, and its entries, however they are written."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory import dates
from directory.formats.base import about
from directory.selection import Selection
from directory.selection.standing import Standing

#: The age of a feed before the first edition.
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Entry:
    """An entry of a feed. Its `unique_id` stays, whatever is asked for; `summary` is HTML."""

    unique_id: str
    title: str
    link: str
    summary: str
    updated: datetime.datetime
    category: str


@dataclass(frozen=True)
class Feed:
    """The entries of a selection, newest first, and what is to be known of them."""

    address: str
    #: The page of the same question, and the feed without the number of a page.
    page: str
    first: str
    title: str
    subtitle: str
    entries: tuple[Entry, ...]
    updated: datetime.datetime
    #: Further pages of the feed by their relation to this one: next, previous.
    further: Mapping[str, str]
    about: Mapping[str, Any]


def feed_of(
    selection: Selection,
    address: str,
    *,
    suffix: str,
    title: str,
    subtitle: str,
    entries: Iterable[Entry],
    further: Mapping[str, str] | None = None,
) -> Feed:
    entries, edition = tuple(entries), selection.edition
    made_at = edition.made_at if edition else EPOCH
    return Feed(
        address=address,
        page=urljoin(address, selection.url_for("list")),
        first=urljoin(address, selection.url_for(suffix)),
        title=title_of(selection, title),
        subtitle=f"{subtitle} {edition_in_words(selection)}".strip(),
        entries=entries,
        updated=max((entry.updated for entry in entries), default=made_at),
        further=further or {},
        about=about(selection, address),
    )


def further_pages(selection: Selection, address: str) -> dict[str, str]:
    """Return the addresses of the pages before and after that of a selection."""
    page = selection.page
    around = {"next": page.has_next() and page.number + 1, "previous": page.number - 1}
    return {
        relation: urljoin(address, selection.query(page=[str(number)]))
        for relation, number in around.items()
        if number
    }


def title_of(selection: Selection, title: str) -> str:
    """Return a title with the names of what was asked for."""
    if selection.slug:
        labels = [str(row) for row in selection.found]
    else:
        labels = [
            label
            for name in selection.filterset.filters
            if selection.is_multiple(name)
            for _value, label in selection.asked_choices(name)
        ]
    return f"{title}: {', '.join(labels)}" if labels else title


def edition_in_words(selection: Standing) -> str:
    """Return which edition answers, empty before the first."""
    if not (edition := selection.edition):
        return ""
    words = {"number": edition.number, "day": date_format(edition.day, dates.DAY)}
    return _("Edition %(number)s of %(day)s.") % words
