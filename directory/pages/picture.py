"""The picture of a selection: Europe with the sites on it, drawn without the browser's help."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, hypot, sin, sqrt

from directory.enums import SiteKind
from directory.models import AntennaLink, Site
from directory.pages.europe import HEIGHT, WIDTH, Land, Point, lands, place_of

APART = 23  # units; no nearer do the middles of two symbols come
EDGE = 12  # a site outside the frame is drawn at its edge, so that its link is there
GOLDEN_ANGLE = 2.4

FACTORY, ANTENNA, PARTNER = "factory", "antenna", "partner"


@dataclass(frozen=True)
class Spot:
    """A site in the picture; a placeless one stands at its country's label point."""

    site: Site
    x: float
    y: float
    placeless: bool


@dataclass(frozen=True)
class Line:
    """The way from an antenna to a factory; `leaves` if the factory is not in the selection."""

    x1: float
    y1: float
    x2: float
    y2: float
    status: str
    leaves: bool


@dataclass(frozen=True)
class Shaded:
    """A country and its strongest part in the selected sites: host, partner or none."""

    land: Land
    part: str


@dataclass(frozen=True)
class Picture:
    """What is drawn, lowest layer first."""

    lands: list[Shaded]
    lines: list[Line]
    spots: list[Spot]
    width: int = WIDTH
    height: int = HEIGHT


def picture_of(sites: Iterable[Site]) -> Picture:
    """Draw sites that come with country, partner countries and factory links."""
    sites = list(sites)
    spots = spots_of(sites)
    parts = parts_of_countries(sites)
    return Picture(
        lands=[Shaded(land, parts.get(land.code, "")) for land in lands()],
        lines=list(lines_between(spots)),
        spots=spots,
    )


def parts_of_countries(sites: list[Site]) -> dict[str, str]:
    """Return by code the strongest part that each country has: a factory, an antenna, a partner."""
    parts = {country.pk: PARTNER for site in sites for country in site.partner_countries.all()}
    parts |= {site.country_id: ANTENNA for site in sites if site.kind == SiteKind.ANTENNA}
    parts |= {site.country_id: FACTORY for site in sites if site.kind == SiteKind.FACTORY}
    return parts


def spots_of(sites: list[Site]) -> list[Spot]:
    taken = Taken()
    spots = []
    for site in sites:
        placeless = site.latitude is None
        if placeless:
            point = place_of(site.country.label_longitude, site.country.label_latitude)
        else:
            point = place_of(site.longitude, site.latitude)
        x, y = taken.nearest_free(inside(point))
        spots.append(Spot(site, round(x, 1), round(y, 1), placeless))
    return spots


def inside(point: Point) -> Point:
    x, y = point
    return min(max(x, EDGE), WIDTH - EDGE), min(max(y, EDGE), HEIGHT - EDGE)


class Taken:
    """The places where symbols stand, in cells so wide that only neighbouring ones matter."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[Point]] = {}

    def nearest_free(self, point: Point) -> Point:
        """Take and return the first free place on a spiral out of `point`."""
        turn = 0
        place = point
        while not self.is_free(place):
            turn += 1
            far, angle = APART * sqrt(turn) / 2, GOLDEN_ANGLE * turn
            place = inside((point[0] + far * cos(angle), point[1] + far * sin(angle)))
        self.cells.setdefault(self.cell(place), []).append(place)
        return place

    def is_free(self, place: Point) -> bool:
        column, row = self.cell(place)
        return all(
            hypot(place[0] - other[0], place[1] - other[1]) >= APART
            for near_column in (column - 1, column, column + 1)
            for near_row in (row - 1, row, row + 1)
            for other in self.cells.get((near_column, near_row), ())
        )

    @staticmethod
    def cell(place: Point) -> tuple[int, int]:
        return int(place[0] // APART), int(place[1] // APART)


def lines_between(spots: list[Spot]) -> Iterator[Line]:
    where = {spot.site.pk: (spot.x, spot.y) for spot in spots}
    for spot in spots:
        for link in spot.site.factory_links.all():
            end = where.get(link.factory_id) or far_end(link)
            if end:
                x, y = end
                yield Line(spot.x, spot.y, x, y, link.status, link.factory_id not in where)


def far_end(link: AntennaLink) -> Point | None:
    """Return the place of a factory that is not in the selection, None where none is published."""
    factory = link.factory
    if factory.latitude is None:
        return None
    x, y = inside(place_of(factory.longitude, factory.latitude))
    return round(x, 1), round(y, 1)
