"""Selections of sites."""

from typing import ClassVar

from django.db.models import Prefetch, QuerySet

from directory.models import AntennaLink, Site, SiteMachine, SiteOrganisation
from directory.selection.filters import SITE_ORDERS, SiteFilterSet
from directory.selection.selection import Selection


class SiteSelection(Selection):
    """A selection of the sites that visitors may see, as of today."""

    name = "sites"
    filterset_class = SiteFilterSet
    orders = SITE_ORDERS
    pages: ClassVar[dict[str, str]] = {"list": "directory:sites", "map": "directory:map"}

    def all_rows(self) -> QuerySet:
        return Site.objects.public().as_of().order_by("sort_key", "slug")

    def with_details(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("country", "wave").prefetch_related(
            "sectors",
            "services",
            "partner_countries",
            Prefetch(
                "involvements",
                SiteOrganisation.objects.select_related("organisation").order_by(
                    "organisation__sort_key"
                ),
            ),
            Prefetch(
                "machine_uses",
                SiteMachine.objects.select_related("supercomputer").order_by(
                    "supercomputer__sort_key"
                ),
            ),
            Prefetch(
                "factory_links",
                AntennaLink.objects.filter(factory__published=True)
                .select_related("factory")
                .order_by("factory__sort_key"),
            ),
        )
