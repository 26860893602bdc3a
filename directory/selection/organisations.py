"""Selections of organisations: what can be asked of them, and the rows that answer."""

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.enums import OrganisationRole
from directory.models import Country, Organisation, Site, SiteOrganisation, Supercomputer
from directory.selection.filters import (
    AsOfFilter,
    ChoiceOfField,
    ChoiceOfLink,
    Choices,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.selection import Selection

#: The role that an organisation has at a machine, beside those at sites.
OPERATOR = "operator"

ORDERS = {
    "name": (_("Name"), "sort_key"),
    "country": (_("Country"), "country__sort_key"),
}


def public_roles(day: datetime.date) -> QuerySet:
    """Return the roles of organisations at the sites that visitors may see as of a day."""
    sites = Site.objects.public().as_of(day).order_by()
    return SiteOrganisation.objects.filter(site__in=sites.values("pk"))


class RoleFilter(ChoiceOfLink):
    """Organisations with a role at a site that visitors may see, or at a machine."""

    def linked(self) -> QuerySet:
        return public_roles(self.parent.day).order_by()

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        if OPERATOR not in values:
            return super().filter(rows, values)
        at_sites = self.linked().filter(role__in=values).values("organisation")
        return rows.filter(Q(pk__in=at_sites) | Q(pk__in=operators(self.parent.day)))

    def members(self) -> Iterable[tuple[str, str]]:
        yield from super().members()
        for slug in operators(self.parent.day):
            yield OPERATOR, slug


def operators(day: datetime.date) -> QuerySet:
    machines = Supercomputer.objects.as_of(day).filter(operator__isnull=False).order_by()
    return machines.values_list("operator", flat=True).distinct()


def countries() -> Choices:
    """Return the countries that organisations are in."""
    with_organisations = Organisation.objects.values("country")
    return list(Country.objects.filter(pk__in=with_organisations).values_list("slug", "name"))


class OrganisationFilterSet(FilterSetOfRecords):
    """The filters of the list of organisations."""

    role = RoleFilter(
        link=SiteOrganisation,
        row="organisation_id",
        value="role",
        choices=[*OrganisationRole.choices, (OPERATOR, _("Operator of a machine"))],
        label=_("Role"),
        help_text=_("What the organisation is to a site or to a machine."),
    )
    country = ChoiceOfField(
        label=_("Country"),
        help_text=_("The country of the organisation, as ISO 3166-1 code."),
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS)

    RECORDS: ClassVar[dict[str, Any]] = {"country": countries}


class OrganisationSelection(Selection):
    """A selection of the organisations, with their roles at sites as of a day."""

    name = "organisations"
    record_kind = "organisations"
    title = _("Organisations")
    counted_words = ngettext_lazy("%(count)d organisation", "%(count)d organisations", "count")
    filterset_class = OrganisationFilterSet
    orders = ORDERS
    pages: ClassVar[dict[str, str]] = {"list": "directory:organisations"}
    record_page = "directory:organisation"

    def all_rows(self) -> QuerySet:
        return Organisation.objects.order_by("sort_key", "slug")

    def for_table(self, rows: QuerySet) -> QuerySet:
        roles = (
            public_roles(self.day).select_related("site").order_by("site__sort_key", "site", "role")
        )
        machines = Supercomputer.objects.as_of(self.day).order_by("sort_key", "slug")
        return rows.select_related("country").prefetch_related(
            Prefetch("involvements", roles), Prefetch("operated_supercomputers", machines)
        )
