"""Whether a pin lies in its country, measured on the basemap."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from directory.models import Country

BASEMAP = "directory/basemap/europe.json"
#: The basemap is simplified: nobody is warned of what may be its own error on a coast or border.
TOLERANCE_KM = 15
KM_PER_DEGREE = 111.2

Point = tuple[float, float]
Ring = list[Point]


def warning(country: Country, latitude: float, longitude: float) -> str:
    """Return words of warning where a place lies outside its country, else nothing.

    Nothing can be told of a country that the basemap does not draw.
    """
    rings = borders().get(country.pk)
    if not rings:
        return ""
    away = kilometres_outside(rings, (longitude, latitude))
    if away <= TOLERANCE_KM:
        return ""
    return _("The pin lies about %(distance)d km outside %(country)s.") % {
        "distance": round(away, -1),
        "country": country.name,
    }


@cache
def borders() -> dict[str, list[Ring]]:
    """Return all rings of each country of the basemap by its code; holes are rings as well."""
    path = finders.find(BASEMAP)
    features = json.loads(Path(path).read_text())["features"]
    return {f["properties"]["code"]: list(_rings(f["geometry"])) for f in features}


def _rings(geometry: dict) -> Iterator[Ring]:
    several = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if several else [geometry["coordinates"]]:
        yield from polygon


def kilometres_outside(rings: list[Ring], point: Point) -> float:
    """Return how far a point lies outside the area within `rings`, 0 for one inside."""
    if sum(crosses(ring, point) for ring in rings) % 2:
        return 0
    nearest = min(_degrees_away(start, end, point) for ring in rings for start, end in _edges(ring))
    return nearest * KM_PER_DEGREE


def crosses(ring: Ring, point: Point) -> int:
    """Return how many edges of a ring a ray from the point to the east crosses."""
    x, y = point
    return sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in _edges(ring)
    )


def _edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return pairwise(ring)


def _degrees_away(start: Point, end: Point, point: Point) -> float:
    """Return the distance of a point from an edge, in degrees of latitude."""
    narrow = cos(radians(point[1]))
    (x1, y1), (x2, y2) = (((x - point[0]) * narrow, y - point[1]) for x, y in (start, end))
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    if not length:
        return hypot(x1, y1)
    along = max(0, min(1, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length))
    return hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))
