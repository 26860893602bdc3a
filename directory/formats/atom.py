"""Atom feeds (RFC 4287): what every feed of a list says about itself, and its entries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from directory.formats.base import ATTRIBUTION, LICENCE
from directory.selection import Selection

MEDIA_TYPE = "application/atom+xml"
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


class Feed(Atom1Feed):
    """An Atom feed that tells the time of its newest entry and its further pages (RFC 5005)."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "AI Factories Portal")
        for relation, address in self.feed["pages"]:
            handler.addQuickElement("link", None, {"rel": relation, "href": address})

    def latest_post_date(self) -> datetime.datetime:
        return self.feed["newest"] or EPOCH


def feed_of(
    selection: Selection,
    address: str,
    *,
    title: str,
    subtitle: str,
    entries: Iterable[Entry],
    pages: Iterable[tuple[str, str]] = (),
) -> str:
    """Return entries as the feed of a selection; `pages` are further ones with their relation."""
    entries, edition = list(entries), selection.edition
    feed = Feed(
        title=title_of(selection, title),
        link=urljoin(address, selection.url_for("list")),
        description=None,
        subtitle=subtitle,
        language=get_language(),
        author_name=_("AI Factories Portal"),
        feed_url=address,
        feed_guid=urljoin(address, selection.url_for("atom")),
        feed_copyright=f"{LICENCE}, {ATTRIBUTION}",
        newest=max((e.updated for e in entries), default=edition and edition.made_at),
        pages=list(pages),
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.link,
            description=entry.summary,
            unique_id=entry.unique_id,
            pubdate=entry.updated,
            updateddate=entry.updated,
            categories=[entry.category],
        )
    return feed.writeString("utf-8")


def title_of(selection: Selection, title: str) -> str:
    """Return a title with the names of what was asked for."""
    labels = [
        dict(selection.choices(name)).get(value, value)
        for name in selection.filterset.filters
        if selection.is_multiple(name)
        for value in selection.params.getlist(name)
    ]
    return f"{title}: {', '.join(labels)}" if labels else title
