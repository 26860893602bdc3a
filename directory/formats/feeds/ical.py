"""Cut-offs as a calendar (iCalendar, RFC 5545): one event for each, past ones included.

What recurs is written out for a year rather than as a rule: no source promises more.
"""

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from icalendar import TRANSP, Calendar, Event, Timezone, vDuration, vText

from directory.columns.calls import state_in_words
from directory.evidence.cutoffs import Cutoff
from directory.formats.base import Format
from directory.formats.feeds.cutoffs import changed_at, shown_at, told
from directory.formats.feeds.feed import edition_in_words, title_of
from directory.selection import Selection
from directory.terms import ATTRIBUTION, LICENCE_ID, NAME

PRODUCT = f"-//{NAME}//Calls and cut-offs//EN"
#: The name in which the identifiers of events are unique; whoever serves them, they are the same.
NAMESPACE = "calls.ai-factories-portal"
REFRESH = datetime.timedelta(hours=12)
#: Brussels as the law of the EU has its clocks since 1996.
BRUSSELS = """BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def write(selection: Selection, address: str) -> Iterator[str]:
    modes = list(selection.rows)
    calendar = calendar_of(selection, address, modes)
    calendar.add_component(Timezone.from_ical(BRUSSELS))
    for mode in modes:
        for cutoff in (*reversed(mode.cutoffs.past), *mode.cutoffs.ahead):
            stamp = changed_at(mode, selection)
            calendar.add_component(event(cutoff, mode, stamp, shown_at(cutoff, address)))
    yield calendar.to_ical().decode()


def calendar_of(selection: Selection, address: str, modes: list[Any]) -> Calendar:
    """Return a calendar without events that says what it is, in the words of RFC 7986.

    Many programs only know the names that these words had before; the library does not escape
    what it writes under those.
    """
    name = title_of(selection, _("Cut-offs for computing time"))
    states = [f"{mode.name}: {state_in_words(mode.cutoffs)}" for mode in modes]
    about = [edition_in_words(selection), f"{LICENCE_ID}, {ATTRIBUTION}"]
    description = "\n".join(filter(None, [*states, *about]))
    feed = urljoin(address, selection.url_for("ics"))
    page = urljoin(address, selection.url_for("list"))
    calendar = Calendar.new(
        prodid=PRODUCT, name=name, description=description, url=page, source=feed, uid=feed
    )
    calendar["X-WR-CALNAME"], calendar["X-WR-CALDESC"] = vText(name), vText(description)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    return calendar


def event(cutoff: Cutoff, mode: Any, stamp: datetime.datetime, address: str) -> Event:
    """Return a cut-off as an event at its hour, or of the whole day where none is published."""
    return Event.new(
        uid=f"{cutoff.anchor}@{NAMESPACE}",
        start=cutoff.when,
        summary=_("Cut-off: %(mode)s") % {"mode": mode.name},
        description="\n".join(told(cutoff, mode)),
        url=address,
        categories=[str(mode.get_track_display())],
        # A day by which to apply keeps nobody busy.
        transparency=TRANSP.TRANSPARENT,
        stamp=stamp,
        last_modified=stamp,
    )


FORMAT = Format(
    "ics",
    "iCalendar",
    "text/calendar; charset=utf-8",
    write,
    lists=frozenset({"calls"}),
    good_for=_lazy("the cut-offs in your calendar"),
    is_followed=True,
)
