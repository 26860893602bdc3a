"""Changes as an Atom feed (RFC 4287): one entry for each record that an edition changed.

Addresses of the kept records are the ids of the entries: they stay, whatever is asked for.
"""

import datetime
from collections.abc import Iterator
from urllib.parse import urljoin

from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from directory import dates
from directory.columns.changes import kind_in_words, sentences, told
from directory.formats.base import ATTRIBUTION, LICENCE, Format
from directory.models import Version
from directory.selection import Selection

MEDIA_TYPE = "application/atom+xml"
NEEDS = frozenset({"changed_in", "differences"})
#: The age of a feed before the first edition.
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Feed(Atom1Feed):
    """An Atom feed that tells the time of its newest entry and its further pages (RFC 5005)."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "AI Factories Portal")
        for relation, address in self.feed["pages"]:
            handler.addQuickElement("link", None, {"rel": relation, "href": address})

    def latest_post_date(self) -> datetime.datetime:
        return self.feed["newest"] or EPOCH


def write(selection: Selection, address: str) -> str:
    """Return the page of changes that was asked for, the first one if none was, as a feed."""
    versions: list[Version] = list(selection.page.object_list)
    edition = selection.edition
    feed = Feed(
        title=title_of(selection),
        link=urljoin(address, selection.url_for("list")),
        description=None,
        subtitle=_("What changed in the directory of Europe's AI Factories, edition by edition."),
        language=get_language(),
        author_name=_("AI Factories Portal"),
        feed_url=address,
        feed_guid=urljoin(address, selection.url_for("atom")),
        feed_copyright=f"{LICENCE}, {ATTRIBUTION}",
        newest=max((v.edition.made_at for v in versions), default=edition and edition.made_at),
        pages=list(pages_of(selection, address)),
    )
    for version in versions:
        kept = urljoin(address, version.get_absolute_url())
        feed.add_item(
            title=entry_title(version),
            link=kept,
            description=summary(version),
            unique_id=kept,
            pubdate=version.edition.made_at,
            updateddate=version.edition.made_at,
            categories=[version.kind],
        )
    return feed.writeString("utf-8")


def title_of(selection: Selection) -> str:
    """Return the title of the feed, with the names of what was asked for."""
    labels = [
        dict(selection.choices(name)).get(value, value)
        for name in selection.filterset.filters
        if selection.is_multiple(name)
        for value in selection.params.getlist(name)
    ]
    title = _("Changes in the AI Factories Portal")
    return f"{title}: {', '.join(labels)}" if labels else title


def pages_of(selection: Selection, address: str) -> Iterator[tuple[str, str]]:
    """Yield the further pages of the feed, each with its relation to this one."""
    page = selection.page
    around = {"next": page.has_next() and page.number + 1, "previous": page.number - 1}
    for relation, number in around.items():
        if number:
            yield relation, urljoin(address, selection.query(page=[str(number)]))


def entry_title(version: Version) -> str:
    """Return what was changed and, where it is one thing, what changed in it."""
    name, what = told(version).name, sentences(version)
    return f"{name}: {what[0]}" if len(what) == 1 else f"{name}: {_('several changes')}"


def summary(version: Version) -> str:
    """Return what changed and why, as HTML."""
    changed = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences(version)))
    edition = version.edition
    words = {"number": edition.number, "day": date_format(edition.day, dates.DAY)}
    about = [kind_in_words(version), _("edition %(number)s of %(day)s") % words]
    if version.reason:
        about.append(_("reason: %(reason)s") % {"reason": version.reason})
    return format_html("<ul>{}</ul><p>{}</p>", changed, "; ".join(about))


FORMAT = Format("atom", "Atom", MEDIA_TYPE, write, needs=NEEDS)
