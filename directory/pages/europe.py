"""Europe as flat shapes: the basemap that the browser's map has too, projected once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, radians, sin, sqrt
from pathlib import Path

from django.contrib.staticfiles import finders

Point = tuple[float, float]
Ring = list[Point]

BASEMAP = "directory/basemap/europe.json"

#: Lambert's equal-area projection about 52° N 10° E, as European statistics use it, on a sphere
#: of radius 1; the frame holds Iceland, Lapland, Cyprus and Portugal.
MIDDLE_LONGITUDE, MIDDLE_LATITUDE = radians(10), radians(52)
WEST, EAST, NORTH, SOUTH = -0.30, 0.37, -0.36, 0.30
WIDTH = 800
SCALE = WIDTH / (EAST - WEST)
HEIGHT = round((SOUTH - NORTH) * SCALE)
BEYOND = 20  # how far shapes reach out of the frame, so that no outline is seen along its edge
SMALLEST = 4  # square units; smaller islands are left out unless a country has nothing larger


@dataclass(frozen=True)
class Land:
    """A country as an SVG path."""

    code: str
    name: str
    outline: str


def place_of(longitude: float, latitude: float) -> Point:
    """Return where a point of the globe lies in the picture, in units from its upper left."""
    east, north = radians(longitude) - MIDDLE_LONGITUDE, radians(latitude)
    toward = sin(MIDDLE_LATITUDE) * sin(north) + cos(MIDDLE_LATITUDE) * cos(north) * cos(east)
    stretch = sqrt(2 / (1 + toward))
    x = stretch * cos(north) * sin(east)
    y = cos(MIDDLE_LATITUDE) * sin(north) - sin(MIDDLE_LATITUDE) * cos(north) * cos(east)
    return (x - WEST) * SCALE, (-stretch * y - NORTH) * SCALE


@cache
def lands() -> tuple[Land, ...]:
    """Return all countries in the frame, once in a process: they change with the code only."""
    basemap = json.loads(Path(finders.find(BASEMAP)).read_text(encoding="utf-8"))
    shapes = (
        Land(
            feature["properties"]["code"], feature["properties"]["name"], outline_of(rings(feature))
        )
        for feature in basemap["features"]
    )
    return tuple(land for land in shapes if land.outline)


def rings(feature: dict) -> Iterator[Ring]:
    """Return the outlines of a country in the frame, in whole units.

    Whole units, and not only fewer points, because neighbours then share their border exactly.
    """
    geometry = feature["geometry"]
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            clipped = in_frame([place_of(*point) for point in ring])
            yield without_repeats([(round(x), round(y)) for x, y in clipped])


def in_frame(ring: Ring) -> Ring:
    """Cut a ring along the four sides of the frame, one after the other."""
    sides = ((0, -BEYOND, 1), (0, WIDTH + BEYOND, -1), (1, -BEYOND, 1), (1, HEIGHT + BEYOND, -1))
    for axis, limit, sign in sides:
        kept: Ring = []
        for one, other in pairwise([*ring[-1:], *ring]):
            inside = sign * (one[axis] - limit) >= 0
            other_inside = sign * (other[axis] - limit) >= 0
            if inside != other_inside:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                x, y = (a + share * (b - a) for a, b in zip(one, other, strict=True))
                kept.append((x, y))
            if other_inside:
                kept.append(other)
        ring = kept
    return ring


def without_repeats(ring: Ring) -> Ring:
    return [point for before, point in pairwise([*ring[-1:], *ring]) if point != before]


def area(ring: Ring) -> float:
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring[-1:], *ring]))
    return abs(doubled) / 2


def outline_of(outlines: Iterator[Ring]) -> str:
    """Return rings as the `d` of an SVG path, in steps from point to point; empty without any."""
    by_size = sorted((ring for ring in outlines if ring), key=area, reverse=True)
    visible = [ring for ring in by_size if area(ring) >= SMALLEST] or by_size[:1]
    return "".join(f"M{step(ring[0])}l{steps(ring)}z" for ring in visible)


def steps(ring: Ring) -> str:
    moves = (step((b[0] - a[0], b[1] - a[1])) for a, b in pairwise(ring))
    return " ".join(moves)


def step(point: Point) -> str:
    return f"{point[0]:.0f},{point[1]:.0f}"
