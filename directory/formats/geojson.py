"""Selections as GeoJSON (RFC 7946). A row without a place has geometry null, and is counted.

A feature has the columns of its row and `record_url`. What the map of the portal needs of a site
besides (`*_label`, `url`, `country_label_point`, `factory_links`) is no part of what is promised.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.columns import COLUMNS, number
from directory.formats.base import Format, about, place, record_url
from directory.formats.json import with_list
from directory.models import Site
from directory.selection import Selection

GEOMETRY = ("latitude", "longitude")


def write(selection: Selection, address: str) -> Iterator[str]:
    head = {"type": "FeatureCollection", **about(selection, address), "count": selection.count}
    features = (drawn(selection, row, address) for row in selection.each())
    return with_list(head, "features", features)


def drawn(selection: Selection, row: Any, address: str) -> dict[str, Any]:
    """Return a row as a feature, of a site with what the map needs besides."""
    found = feature(selection, row, address)
    if isinstance(row, Site):
        found["properties"] |= for_map(selection, row)
    return found


def feature(selection: Selection, row: Any, address: str) -> dict[str, Any]:
    """Return a row as a feature: its columns, and where its page stands."""
    properties = {
        column.name: column.value(row)
        for column in COLUMNS[selection.name]
        if column.name not in GEOMETRY
    }
    properties["record_url"] = record_url(selection, row, address)
    coordinates = place(row)
    geometry = coordinates and {"type": "Point", "coordinates": coordinates}
    return {"type": "Feature", "id": row.pk, "geometry": geometry, "properties": properties}


def for_map(selection: Selection, site: Site) -> dict[str, Any]:
    """Return what the map draws of a site besides: labels, links, where its country is named."""
    labels = {
        f"{column.name}_label": str(column.display(site))
        for column in COLUMNS[selection.name]
        if column.in_table and column.text
    }
    country = site.country
    return {
        **labels,
        "url": site.get_absolute_url() + selection.as_of.query,
        "country_label_point": [number(country.label_longitude), number(country.label_latitude)],
        "factory_links": [
            {
                "factory": link.factory_id,
                "name": link.factory.name,
                "status": link.status,
                "status_label": link.get_status_display(),
                "place": place(link.factory),
            }
            for link in site.factory_links.all()
        ],
    }


FORMAT = Format("geojson", "GeoJSON", "application/geo+json", write, good_for=_("for maps"))
