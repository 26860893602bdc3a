"""Selections as GeoJSON (RFC 7946). A site without published coordinates has geometry null."""

import json
from typing import Any

from directory.columns import COLUMNS, number
from directory.formats.base import Format, about
from directory.models import Site
from directory.selection import Selection

GEOMETRY = ("latitude", "longitude")


def write(selection: Selection, address: str) -> str:
    content = {
        "type": "FeatureCollection",
        **about(selection, address),
        "count": selection.count,
        "features": [feature(selection, row) for row in selection.rows],
    }
    return json.dumps(content, ensure_ascii=False)


def feature(selection: Selection, site: Site) -> dict[str, Any]:
    """Return a site as a feature; labels, links and the country's label point are for maps."""
    properties = {
        column.name: column.value(site)
        for column in COLUMNS[selection.name]
        if column.name not in GEOMETRY
    }
    properties |= {
        f"{column.name}_label": str(column.display(site))
        for column in COLUMNS[selection.name]
        if column.in_table and column.text
    }
    properties["url"] = site.get_absolute_url() + selection.as_of.query
    properties["country_label_point"] = [
        number(site.country.label_longitude),
        number(site.country.label_latitude),
    ]
    properties["factory_links"] = [
        {
            "factory": link.factory_id,
            "name": link.factory.name,
            "status": link.status,
            "status_label": link.get_status_display(),
            "place": place(link.factory),
        }
        for link in site.factory_links.all()
    ]
    coordinates = place(site)
    geometry = coordinates and {"type": "Point", "coordinates": coordinates}
    return {"type": "Feature", "id": site.slug, "geometry": geometry, "properties": properties}


def place(site: Site) -> list[int | float | None] | None:
    """Return longitude and latitude of a site, None where no place is published."""
    if site.latitude is None:
        return None
    return [number(site.longitude), number(site.latitude)]


FORMAT = Format("geojson", "GeoJSON", "application/geo+json", write, needs=frozenset(GEOMETRY))
