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
        "features": [feature(selection, row) for row in selection.rows],
    }
    return json.dumps(content, ensure_ascii=False)


def feature(selection: Selection, site: Site) -> dict[str, Any]:
    """Return a site as a feature; labels and the country's label point are for maps."""
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
    properties["url"] = site.get_absolute_url()
    properties["country_label_point"] = [
        number(site.country.label_longitude),
        number(site.country.label_latitude),
    ]
    geometry = None
    if site.latitude is not None:
        geometry = {
            "type": "Point",
            "coordinates": [number(site.longitude), number(site.latitude)],
        }
    return {"type": "Feature", "id": site.slug, "geometry": geometry, "properties": properties}


FORMAT = Format("geojson", "GeoJSON", "application/geo+json", write)
