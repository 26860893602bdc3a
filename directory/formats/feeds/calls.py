"""What feeds tell of calls: an entry for each cut-off ahead, or passed a short time ago."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from directory.columns.calls import cutoff_in_words
from directory.evidence.cutoffs import Cutoff, Cutoffs
from directory.formats.feeds.cutoffs import changed_at, shown_at, told
from directory.formats.feeds.feed import Entry, Feed, feed_of
from directory.selection import Selection
from directory.terms import NAME

RECENT = datetime.timedelta(days=30)
#: How many of those that a rule gives; more would only be unread.
RECURRENCES = 2


def of_cutoffs(selection: Selection, address: str, suffix: str) -> Feed:
    return feed_of(
        selection,
        address,
        suffix=suffix,
        title=_("Cut-offs for computing time, %(portal)s") % {"portal": NAME},
        subtitle=_("By when to apply for computing time, as far as it is published."),
        entries=entries(selection, address),
    )


def entries(selection: Selection, address: str) -> Iterator[Entry]:
    """Yield an entry for each cut-off: the next one first, then the passed ones, newest first."""
    page = urljoin(address, reverse("directory:calls"))
    modes = list(selection.rows)
    for cutoff, mode in (*by_day(modes, soon), *reversed(by_day(modes, recent))):
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


def by_day(
    modes: Iterable[Any], chosen: Callable[[Cutoffs], Iterable[Cutoff]]
) -> list[tuple[Cutoff, Any]]:
    found = [(cutoff, mode) for mode in modes for cutoff in chosen(mode.cutoffs)]
    return sorted(found, key=lambda pair: pair[0].day)


def soon(cutoffs: Cutoffs) -> Iterator[Cutoff]:
    published = (cutoff for cutoff in cutoffs.ahead if not cutoff.recurs)
    by_rule = (cutoff for cutoff in cutoffs.ahead if cutoff.recurs)
    return chain(published, islice(by_rule, RECURRENCES))


def recent(cutoffs: Cutoffs) -> list[Cutoff]:
    """Return what passed a short time ago; a list that has run out keeps its last cut-off."""
    found = [cutoff for cutoff in cutoffs.past if cutoff.day >= cutoffs.day - RECENT]
    return found or ([] if cutoffs.ahead else list(cutoffs.past[:1]))
