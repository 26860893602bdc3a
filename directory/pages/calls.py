"""The page of the calls: what is open, by when to apply, and what has passed."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from directory.enums import CallState
from directory.evidence.cutoffs import Cutoffs
from directory.evidence.footnotes import Evidence, Shown
from directory.models import AccessMode
from directory.pages.answers import public
from directory.pages.lists import list_page
from directory.selection import CallSelection


@public
def call_list(request: HttpRequest) -> HttpResponse:
    selection = CallSelection(request.GET)
    modes = list(selection.page)
    calendar = f"webcal://{request.get_host()}{selection.url_for('ics')}"
    return list_page(
        request,
        selection,
        "directory/call_list.html",
        calendar=calendar,
        why_no_date=why_no_date(mode.cutoffs for mode in modes),
        **by_state(mode.cutoffs for mode in modes),
        **Evidence(others=[Shown(mode, AccessMode.FACTS) for mode in modes]).context(),
    )


def by_state(found: Iterable[Cutoffs]) -> dict[str, list[Cutoffs]]:
    """Return what is open, has no cut-off ahead any more, or tells none; and what has passed."""
    everything = list(found)
    return {
        "open": [cutoffs for cutoffs in everything if cutoffs.state.can_apply],
        "no_more": [cutoffs for cutoffs in everything if cutoffs.state.has_ended],
        "untold": [c for c in everything if c.state == CallState.NOT_PUBLISHED],
        "passed": [cutoffs for cutoffs in everything if cutoffs.past],
    }


def why_no_date(found: Iterable[Cutoffs]) -> list[str]:
    """Return the states for which no date lies ahead; empty where one does."""
    everything = list(found)
    if any(cutoffs.next for cutoffs in everything):
        return []
    return list(dict.fromkeys(cutoffs.state.label for cutoffs in everything))
