"""What feeds tell of changes: an entry for each record that an edition changed.

Addresses of the kept records are the ids of the entries: they stay, whatever is asked for.
"""

from typing import Any
from urllib.parse import urljoin

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from directory import dates
from directory.columns.changes import kind_in_words, sentences, told
from directory.formats.feeds.feed import Entry, Feed, feed_of, further_pages
from directory.models import Version
from directory.selection import Selection
from directory.terms import NAME


def of_changes(selection: Selection, address: str, suffix: str) -> Feed:
    """Return the page of changes that was asked for, the first one if none was."""
    return of_versions(
        selection,
        address,
        suffix=suffix,
        title=_("Changes in the %(portal)s") % {"portal": NAME},
        subtitle=_("What changed in the directory of Europe's AI Factories, edition by edition."),
    )


def of_rows(selection: Selection, address: str, suffix: str) -> Feed:
    """Return the same of what changed in the rows of a list, as a History selects it."""
    return of_versions(
        selection,
        address,
        suffix=suffix,
        title=_("%(list)s, new and changed, in the %(portal)s")
        % {"list": selection.title, "portal": NAME},
        subtitle=_("What is new and what changed in these records, edition by edition."),
    )


def of_versions(selection: Selection, address: str, **words: Any) -> Feed:
    return feed_of(
        selection,
        address,
        entries=(entry(version, address) for version in selection.page.object_list),
        further=further_pages(selection, address),
        **words,
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
