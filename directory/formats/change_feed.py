"""Changes as an Atom feed: one entry for each record that an edition changed.

Addresses of the kept records are the ids of the entries: they stay, whatever is asked for.
"""

from collections.abc import Iterator
from urllib.parse import urljoin

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from directory import dates
from directory.columns.changes import kind_in_words, sentences, told
from directory.formats.atom import MEDIA_TYPE, Entry, feed_of
from directory.formats.base import Format
from directory.models import Version
from directory.selection import Selection


def write(selection: Selection, address: str) -> str:
    """Return the page of changes that was asked for, the first one if none was, as a feed."""
    return feed_of(
        selection,
        address,
        title=_("Changes in the AI Factories Portal"),
        subtitle=_("What changed in the directory of Europe's AI Factories, edition by edition."),
        entries=(entry(version, address) for version in selection.page.object_list),
        pages=pages_of(selection, address),
    )


def entry(version: Version, address: str) -> Entry:
    kept = urljoin(address, version.get_absolute_url())
    return Entry(
        unique_id=kept,
        title=entry_title(version),
        link=kept,
        summary=summary(version),
        updated=version.edition.made_at,
        category=version.kind,
    )


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


FORMAT = Format("atom", "Atom", MEDIA_TYPE, write, needs=frozenset({"changed_in", "differences"}))
