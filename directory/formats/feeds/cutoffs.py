"""What every feed of cut-offs tells: when it changed, where it is shown, and its text."""

import datetime
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from directory.columns.calls import checked_in_words, cutoff_in_words
from directory.evidence.cutoffs import Cutoff
from directory.formats.feeds.feed import EPOCH
from directory.selection import Selection


def changed_at(mode: Any, selection: Selection) -> datetime.datetime:
    """Return when the edition was made that last changed a mode or, if none did, the newest one."""
    edition = selection.edition
    return mode.changed_at or (edition.made_at if edition else EPOCH)


def shown_at(cutoff: Cutoff, address: str) -> str:
    return urljoin(address, cutoff.mode.get_absolute_url())


def told(cutoff: Cutoff, mode: Any) -> list[str]:
    """Return what is to be said about a cut-off, a paragraph each.

    It is the same on every day, so that an entry changes only with its record.
    """
    said = {"mode": mode.name, "track": mode.get_track_display(), "when": cutoff_in_words(cutoff)}
    paragraphs = [_("%(mode)s (%(track)s): cut-off on %(when)s.") % said, cutoff.note]
    if cutoff.recurs:
        paragraphs.append(f"{mode.get_recurrence_display()}.")
    elif cutoff == mode.cutoffs.last_known and not mode.recurrence:
        paragraphs.append(_("No later cut-off is published."))
    paragraphs.append(_("Where to apply: %(url)s") % {"url": mode.apply_url or _("not published")})
    if mode.info_url:
        paragraphs.append(_("Where to read more: %(url)s") % {"url": mode.info_url})
    if mode.cutoff_conflict:
        paragraphs.append(_("Sources disagree: %(comment)s") % {"comment": mode.cutoff_conflict})
    titles = [f"{source.title} ({source.publisher})" for source in mode.cutoff_sources]
    stated_by = "; ".join(titles) or _("not published")
    paragraphs.append(_("Sources: %(sources)s") % {"sources": stated_by})
    paragraphs.append(checked_in_words(mode.cutoffs))
    return [paragraph for paragraph in paragraphs if paragraph]
