"""Selections of countries: what can be asked of them, and the rows that answer."""

import datetime
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Case, CharField, F, Prefetch, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory import dates
from directory.enums import SiteKind
from directory.models import Country, Organisation, Site, SiteOrganisation, Supercomputer
from directory.selection.chosen import ChoiceByName
from directory.selection.filters import (
    AsOfFilter,
    ChoiceOfField,
    ChoiceOfLink,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.organisations import public_roles
from directory.selection.selection import Selection

ORDERS = {
    "name": (_("Name"), "sort_key"),
    "joined": (_("Joined EuroHPC"), "latest"),
}
#: Codes that the European institutions write where ISO 3166-1 has another one.
INSTITUTIONAL_CODES = {"EL": "GR", "UK": "GB"}
YES, NO, UNKNOWN = "yes", "no", "unknown"
#: What the words of `participation` mean, None where no source tells.
PARTICIPATION = {YES: True, NO: False, UNKNOWN: None}


def participation(day: datetime.date) -> Case:
    """Return whether a country is a participating state on a day: `Country.participates_on`."""
    dated = []
    if day < dates.today():
        dated = [
            When(latest__lte=day, then=Value(YES)),
            When(earliest__gt=day, then=Value(NO)),
            When(eurohpc_participant=True, then=Value(UNKNOWN)),
        ]
    return Case(
        When(eurohpc_participant=False, then=Value(NO)),
        *dated,
        default=Value(YES),
        output_field=CharField(),
    )


class HostsFilter(ChoiceOfLink):
    """Countries that host a site that visitors may see as of the day."""

    def linked(self) -> QuerySet:
        return Site.objects.public().as_of(self.parent.day).order_by()


class CountryFilterSet(FilterSetOfRecords):
    """The filters of the list of countries."""

    joined = ChoiceOfField(
        field_name="participation",
        choices=[(YES, _("Yes")), (NO, _("No")), (UNKNOWN, _("Not published"))],
        label=_("EuroHPC participating state"),
        help_text=_("Whether the country takes part in the EuroHPC Joint Undertaking on the day."),
    )
    hosts = HostsFilter(
        link=Site,
        row="country_id",
        value="kind",
        choices=SiteKind.choices,
        label=_("Hosts"),
        help_text=_("What kind of site is in the country."),
    )
    country = ChoiceByName(
        Country.objects.of_the_network,
        label=_("Country"),
        help_text=_("Just these countries, as ISO 3166-1 codes."),
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS)


@dataclass
class Participation:
    """How a country takes part in a site elsewhere: named as partner, or through organisations."""

    site: Site
    named: bool = False
    roles: list[SiteOrganisation] = field(default_factory=list)


def takes_part(partner_sites: Any, roles: Any) -> list[Participation]:
    """Return the sites elsewhere in which a country takes part, by name, each of them once."""
    by_site = {site.pk: Participation(site, named=True) for site in partner_sites}
    for role in roles:
        by_site.setdefault(role.site_id, Participation(role.site)).roles.append(role)
    return sorted(by_site.values(), key=lambda part: (part.site.sort_key, part.site.pk))


def sites_elsewhere(country: Any) -> list[Participation]:
    """Return where a country of a selection takes part, by name."""
    bodies = country.organisations.all()
    roles = [role for body in bodies for role in body.roles_abroad]
    return takes_part(country.joined_sites, roles)


class CountrySelection(Selection):
    """A selection of the countries of the network, with what they host as of a day.

    Any other country that is known can be asked for by itself.
    """

    name = record_kind = "countries"
    title = _("Countries")
    counted_words = ngettext_lazy("%(count)d country", "%(count)d countries", "count")
    filterset_class = CountryFilterSet
    orders = ORDERS
    pages: ClassVar[dict[str, str]] = {"list": "directory:countries"}
    record_page = "directory:country"

    @classmethod
    def canonical(cls, slug: str) -> str:
        code = slug.upper()
        return INSTITUTIONAL_CODES.get(code, code)

    def all_rows(self) -> QuerySet:
        countries = Country.objects.all() if self.slug else Country.objects.of_the_network()
        joined = countries.annotate(participation=participation(self.day))
        return joined.order_by("sort_key", "slug")

    def for_table(self, rows: QuerySet) -> QuerySet:
        sites = Site.objects.public().as_of(self.day).order_by("sort_key", "slug")
        roles = public_roles(self.day).exclude(site__country=F("organisation__country"))
        return rows.prefetch_related(
            Prefetch("sites", sites, to_attr="hosted"),
            Prefetch("partner_sites", sites, to_attr="joined_sites"),
            Prefetch("supercomputers", Supercomputer.objects.as_of(self.day), to_attr="machines"),
            Prefetch("organisations", Organisation.objects.order_by("sort_key", "slug")),
            Prefetch(
                "organisations__involvements",
                roles.prefetch_related(Prefetch("site", sites)),
                to_attr="roles_abroad",
            ),
        )
