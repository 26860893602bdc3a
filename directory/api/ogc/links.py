"""The links by which a program finds its way from one resource to the next."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.api.ogc.media_types import GEOJSON, HTML, JSON, OPENAPI, SCHEMA
from directory.terms import LICENCE_NAME, LICENCE_URL

Link = dict[str, str]


def link(href: str, rel: str, media_type: str, title: Any) -> Link:
    return {"href": href, "rel": rel, "type": media_type, "title": str(title)}


def address_of(request: HttpRequest, name: str, *args: str) -> str:
    return request.build_absolute_uri(reverse(f"ogc:{name}", args=args))


def this_with(request: HttpRequest, **changed: Any) -> str:
    """Return the address that was asked for, with other parameters."""
    params = request.GET.copy()
    for name, value in changed.items():
        params[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{params.urlencode(safe=':,/')}")


def link_to_this(request: HttpRequest, rel: str, media_type: str, title: Any, **more: Any) -> Link:
    """Return a link to what was asked for, or to another page of it, in a media type."""
    word = "html" if media_type == HTML else "json"
    return link(this_with(request, **more, f=word), rel, media_type, title)


def representations(request: HttpRequest, media_type: str, of_data: str) -> list[Link]:
    """Return the links to this answer, which is in `media_type`, and to the same in others."""
    titles = {of_data: _("This as JSON"), HTML: _("This as a page")}
    found = [
        link_to_this(request, "self" if one == media_type else "alternate", one, title)
        for one, title in titles.items()
    ]
    if media_type in titles:
        return found
    # Only the header Accept tells it apart: f=json is the first media type of a resource.
    return [link(request.build_absolute_uri(), "self", media_type, titles[of_data]), *found]


def licence() -> Link:
    return link(LICENCE_URL, "license", HTML, LICENCE_NAME)


def of_landing(request: HttpRequest) -> list[Link]:
    definition = address_of(request, "api")
    return [
        link(f"{definition}?f=json", "service-desc", OPENAPI, _("Definition of this API")),
        link(f"{definition}?f=html", "service-doc", HTML, _("Documentation of this API")),
        link(address_of(request, "conformance"), "conformance", JSON, _("Conformance")),
        link(address_of(request, "collections"), "data", JSON, _("Collections")),
        licence(),
    ]


def of_collection(request: HttpRequest, name: str, title: Any) -> list[Link]:
    items = address_of(request, "items", name)
    schema = address_of(request, "schema", name)
    return [
        link(f"{items}?f=json", "items", GEOJSON, title),
        link(f"{items}?f=html", "items", HTML, title),
        # Relations are read in any case of letters; GDAL up to 3.6 knows this one like that only.
        link(schema, "describedBy", SCHEMA, _("Columns")),
        licence(),
    ]


def of_pages(request: HttpRequest, media_type: str, pages: dict[str, int | None]) -> list[Link]:
    """Return the links to the pages before and after, by relation and first row."""
    titles = {"next": _("Next page"), "prev": _("Previous page")}
    return [
        link_to_this(request, rel, media_type, titles[rel], offset=offset)
        for rel, offset in pages.items()
        if offset is not None
    ]
