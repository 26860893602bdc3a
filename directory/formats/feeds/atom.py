"""Feeds as Atom (RFC 4287), with their further pages (RFC 5005)."""

import datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from directory.formats.feeds.feed import Feed
from directory.terms import ATTRIBUTION, LICENCE_ID, NAME

SUFFIX, LABEL, MEDIA_TYPE = "atom", "Atom", "application/atom+xml"


class AtomWithPages(Atom1Feed):
    """An Atom feed that tells its time also without entries, and its further pages."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", NAME)
        for relation, address in self.feed["further"].items():
            handler.addQuickElement("link", None, {"rel": relation, "href": address})

    def latest_post_date(self) -> datetime.datetime:
        return self.feed["updated"]


def write(feed: Feed) -> str:
    atom = AtomWithPages(
        title=feed.title,
        link=feed.page,
        description=None,
        subtitle=feed.subtitle,
        language=get_language(),
        author_name=NAME,
        feed_url=feed.address,
        feed_guid=feed.first,
        feed_copyright=f"{LICENCE_ID}, {ATTRIBUTION}",
        updated=feed.updated,
        further=feed.further,
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.title,
            link=entry.link,
            description=entry.summary,
            unique_id=entry.unique_id,
            pubdate=entry.updated,
            updateddate=entry.updated,
            categories=[entry.category],
        )
    return atom.writeString("utf-8")
