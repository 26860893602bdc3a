"""What the frame of every page shows."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from directory.evidence.footnotes import knowledge_horizon
from directory.models import Edition
from directory.selection.day import today

#: The main navigation: name of the page, of the pages below it, label.
SECTIONS = (
    ("sites", "site", _("Sites")),
    ("map", None, _("Map")),
    ("supercomputers", "supercomputer", _("Supercomputers")),
    ("countries", "country", _("Countries")),
    ("waves", "wave", _("Waves")),
    ("organisations", "organisation", _("Organisations")),
    ("sectors", "sector", _("Sectors")),
    ("sources", "source", _("Sources")),
)


@dataclass(frozen=True)
class Section:
    """An entry of the main navigation; `current` is its aria-current, empty elsewhere."""

    label: str | Promise
    url: str
    current: str


def sections(request: HttpRequest) -> list[Section]:
    here = getattr(request.resolver_match, "view_name", "").removeprefix("directory:")
    return [
        Section(label, reverse(f"directory:{page}"), {page: "page", below: "true"}.get(here, ""))
        for page, below, label in SECTIONS
    ]


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Return navigation, edition and knowledge horizon, asked for only where a page shows them."""
    return {
        "as_of": getattr(request, "as_of", None) or today(),
        "sections": partial(sections, request),
        "edition": SimpleLazyObject(Edition.current_number),
        "horizon": SimpleLazyObject(knowledge_horizon),
    }
