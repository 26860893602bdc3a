"""What the frame of every page shows."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from directory import terms
from directory.evidence.dead_links import dead_links
from directory.evidence.footnotes import knowledge_horizon
from directory.models import Edition
from directory.selection.day import AsOf, today

#: The main navigation: name of the page, of the pages below it, label.
SECTIONS = (
    ("finder", "finder_rules", _("Find a way in")),
    ("sites", "site", _("Sites")),
    ("map", None, _("Map")),
    ("supercomputers", "supercomputer", _("Supercomputers")),
    ("countries", "country", _("Countries")),
    ("calls", None, _("Calls")),
    ("timeline", None, _("Timeline")),
    ("ledger", "claim", _("Ledger")),
    ("sources", "source", _("Sources")),
    ("help", None, _("Help")),
)
#: What stands at the foot of every page beside them.
MORE_SECTIONS = (
    ("compare", None, _("Compare")),
    ("estimate", None, _("Estimate computing time")),
    ("changes", None, _("Changes")),
    ("waves", "wave", _("Waves")),
    ("organisations", "organisation", _("Organisations")),
    ("sectors", "sector", _("Sectors")),
    ("numbers", "number", _("Numbers to quote")),
    ("data", None, _("Data and API")),
)
#: Those of today only; all others can be asked as of a day.
TODAY_ONLY = ("data", "estimate", "finder", "help")


@dataclass(frozen=True)
class Section:
    """An entry of a navigation; `current` is its aria-current, empty elsewhere."""

    label: str | Promise
    url: str
    current: str


def navigation(request: HttpRequest, as_of: AsOf, sections: tuple) -> list[Section]:
    here = getattr(request.resolver_match, "view_name", "").removeprefix("directory:")
    return [
        Section(
            label,
            reverse(f"directory:{page}") + ("" if page in TODAY_ONLY else as_of.query),
            {page: "page", below: "true"}.get(here, ""),
        )
        for page, below, label in sections
    ]


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Return navigation, edition and knowledge horizon, asked for only where a page shows them."""
    as_of = getattr(request, "as_of", None) or today()
    return {
        "as_of": as_of,
        "sections": partial(navigation, request, as_of, SECTIONS),
        "more_sections": partial(navigation, request, as_of, MORE_SECTIONS),
        "edition": SimpleLazyObject(Edition.current),
        "dead_links": SimpleLazyObject(dead_links),
        "horizon": SimpleLazyObject(knowledge_horizon),
        "terms": terms,
        "taken": getattr(request, "taken", None),
    }
