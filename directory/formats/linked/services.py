"""The two ways in which programs ask for the data piece by piece, as the catalogue names them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from directory.selection import SELECTIONS
from directory.terms import NAME


@dataclass(frozen=True)
class Api:
    """An API by the names of its addresses, with the lists that it gives out."""

    name: str
    title: str | Promise
    description: str | Promise
    entry: str
    described_at: str
    standards: tuple[str, ...]
    lists: tuple[str, ...]

    @property
    def endpoint(self) -> str:
        return reverse(self.entry)

    @property
    def definition(self) -> str:
        return reverse(self.described_at)


SERVICES = (
    Api(
        "api",
        format_lazy(_("REST API of the {portal}"), portal=NAME),
        _("Every public kind of record, filtered, paged and expanded; described in OpenAPI 3.1."),
        "api:index",
        "api:openapi",
        ("https://spec.openapis.org/oas/v3.1.0",),
        tuple(SELECTIONS),
    ),
    Api(
        "ogc",
        format_lazy(_("OGC API - Features of the {portal}"), portal=NAME),
        _("Sites and supercomputers as geographic features, for programs such as QGIS."),
        "ogc:landing",
        "ogc:api",
        (
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "https://spec.openapis.org/oas/v3.0.3",
        ),
        ("sites", "supercomputers"),
    ),
)
