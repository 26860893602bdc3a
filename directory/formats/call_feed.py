"""Cut-offs as an Atom feed: one entry for each that lies ahead or passed a short time ago."""

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from directory.columns.calls import cutoff_in_words
from directory.evidence.cutoffs import Cutoff
from directory.formats.atom import MEDIA_TYPE, Entry, feed_of
from directory.formats.base import Format
from directory.formats.cutoffs import NEEDS, changed_at, shown_at, told
from directory.selection import Selection

RECENT = datetime.timedelta(days=30)


def write(selection: Selection, address: str) -> str:
    return feed_of(
        selection,
        address,
        title=_("Cut-offs for computing time, AI Factories Portal"),
        subtitle=_("By when to apply for computing time, as far as it is published."),
        entries=entries(selection, address),
    )


def entries(selection: Selection, address: str) -> Iterator[Entry]:
    """Yield the entries of each mode; one whose list has run out keeps its last cut-off."""
    page = urljoin(address, reverse("directory:calls"))
    for mode in selection.rows:
        for cutoff in worth_telling(mode):
            when = {"mode": mode.name, "when": cutoff_in_words(cutoff)}
            paragraphs = ((paragraph,) for paragraph in told(cutoff, mode))
            yield Entry(
                unique_id=f"{page}#{cutoff.anchor}",
                title=_("%(mode)s: cut-off %(when)s") % when,
                link=shown_at(cutoff, address),
                summary=format_html_join("", "<p>{}</p>", paragraphs),
                updated=changed_at(mode, selection),
                category=mode.track,
            )


def worth_telling(mode: Any) -> list[Cutoff]:
    cutoffs = mode.cutoffs
    recent = [cutoff for cutoff in cutoffs.past if cutoff.day >= cutoffs.day - RECENT]
    if not cutoffs.ahead:
        recent = recent or list(cutoffs.past[:1])
    return [*cutoffs.ahead, *recent]


FORMAT = Format("atom", "Atom", MEDIA_TYPE, write, needs=NEEDS)
