"""The collections: what each is, where it lies and since when."""

import datetime
from typing import Any

from django.db.models import Max, Min
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.api.ogc import links
from directory.columns import number
from directory.selection import Selection, SiteSelection, SupercomputerSelection

#: Longitude and latitude, WGS 84.
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

COLLECTIONS: dict[str, tuple[type[Selection], Any]] = {
    selection.name: (selection, description)
    for selection, description in (
        (
            SiteSelection,
            _(
                "The AI Factories and their Antennas. A site without published coordinates has no"
                " geometry."
            ),
        ),
        (
            SupercomputerSelection,
            _(
                "The machines that sites use or will use, each where a site in its city is. A"
                " machine whose place is not known has no geometry."
            ),
        ),
    )
}


def selection_named(name: str) -> type[Selection]:
    """Return what the collection is a selection of; raise Http404 where there is none."""
    if name not in COLLECTIONS:
        raise Http404
    return COLLECTIONS[name][0]


def collection(request: HttpRequest, name: str, since: datetime.date | None) -> dict[str, Any]:
    """Return the description of a collection; one query."""
    selection_class, description = COLLECTIONS[name]
    return {
        "id": name,
        "title": str(selection_class.title),
        "description": str(description),
        "itemType": "feature",
        "extent": extent_of(selection_class(QueryDict()), since),
        "crs": [CRS84],
        "links": links.of_collection(request, name, selection_class.title),
    }


def extent_of(selection: Selection, since: datetime.date | None) -> dict[str, Any]:
    """Return the box around all rows with a place, and the time from `since` on."""
    sides = selection.found.order_by().aggregate(
        west=Min("longitude"), south=Min("latitude"), east=Max("longitude"), north=Max("latitude")
    )
    box = [number(side) for side in sides.values()]
    interval = [since and midnight(since), None]
    extent: dict[str, Any] = {"temporal": {"interval": [interval]}}
    if None not in box:
        extent["spatial"] = {"bbox": [box], "crs": CRS84}
    return extent


def midnight(day: datetime.date) -> str:
    return datetime.datetime.combine(day, datetime.time(), dates.BRUSSELS).isoformat()


def first_day() -> datetime.date | None:
    """Return the day on which the first wave was announced; None before it."""
    announced = SiteSelection(QueryDict()).announced
    return min((wave.announced_on for wave in announced), default=None)


def described(request: HttpRequest, *names: str) -> list[dict[str, Any]]:
    since = first_day()
    return [collection(request, name, since) for name in names]
