"""Features as GeoJSON: a page of them, and one alone."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.api.ogc import links
from directory.api.ogc.media_types import GEOJSON, HTML, JSON
from directory.api.ogc.question import FeatureQuestion
from directory.formats.base import about, flat
from directory.formats.geojson import feature
from directory.selection import Selection


def collection_link(request: HttpRequest, question: FeatureQuestion) -> links.Link:
    name, title = question.selection.name, question.selection.title
    return links.link(links.address_of(request, "collection", name), "collection", JSON, title)


def flat_feature(selection: Selection, row: Any, address: str) -> dict[str, Any]:
    """Return a feature as tables of geographic programs hold it: no lists, they are joined."""
    found = feature(selection, row, address)
    found["properties"] = {
        name: flat(value) or None if isinstance(value, list) else value
        for name, value in found["properties"].items()
    }
    return found


def page_of_features(
    request: HttpRequest, question: FeatureQuestion, media_type: str
) -> dict[str, Any]:
    selection, address = question.selection, request.build_absolute_uri()
    return {
        "type": "FeatureCollection",
        **about(selection, address),
        "timeStamp": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberMatched": selection.count,
        "numberReturned": question.returned,
        "links": [
            *links.representations(request, media_type, GEOJSON),
            *links.of_pages(request, GEOJSON, question.pages),
            collection_link(request, question),
            links.licence(),
        ],
        "features": [flat_feature(selection, row, address) for row in question.rows],
    }


def one_feature(
    request: HttpRequest, question: FeatureQuestion, row: Any, media_type: str
) -> dict[str, Any]:
    address = request.build_absolute_uri()
    found = flat_feature(question.selection, row, address)
    page = found["properties"]["record_url"]
    return {
        **found,
        **about(question.selection, address),
        "links": [
            *links.representations(request, media_type, GEOJSON),
            collection_link(request, question),
            links.link(page, "canonical", HTML, _("Its page, with sources")),
            links.licence(),
        ],
    }
