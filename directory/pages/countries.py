"""Pages of the countries: what each hosts and where it takes part."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.columns.organisations import roles_by_site
from directory.enums import SiteKind
from directory.evidence.footnotes import conflicts_of, footnotes_of
from directory.models import Country, Site, SiteOrganisation, Supercomputer
from directory.pages.answers import dated, public
from directory.pages.network import (
    public_machines,
    public_sites,
    roles_with_sites,
    site_columns,
)

#: Codes that the European institutions write where ISO 3166-1 has another one.
INSTITUTIONAL_CODES = {"EL": "GR", "UK": "GB"}
MONEY = ("eu_funding_eur", "total_budget_eur")


@dataclass
class Participation:
    """How a country takes part in a site elsewhere: named as partner, or through organisations."""

    site: Site
    named: bool = False
    roles: list[SiteOrganisation] = field(default_factory=list)


@dataclass(frozen=True)
class CountryRow:
    """A country with what it hosts and where it takes part."""

    country: Country
    factories: list[Site]
    antennas: list[Site]
    elsewhere: list[Participation]
    machines: list[Supercomputer]
    #: Whether it is a participating state on the day that is shown, None where no source tells.
    joined: bool | None


def takes_part(partner_sites: Iterable[Site], roles: Iterable[Any]) -> list[Participation]:
    """Return the sites elsewhere in which a country takes part, by name, each of them once."""
    by_site = {site.pk: Participation(site, named=True) for site in partner_sites}
    for role in roles:
        by_site.setdefault(role.site_id, Participation(role.site)).roles.append(role)
    return sorted(by_site.values(), key=lambda part: (part.site.sort_key, part.site.pk))


@public
@dated
def country_list(request: HttpRequest) -> HttpResponse:
    abroad: dict[str, list[SiteOrganisation]] = {}
    for role in roles_with_sites(request.as_of.day):
        if role.organisation.country_id not in (None, role.site.country_id):
            abroad.setdefault(role.organisation.country_id, []).append(role)
    countries = Country.objects.of_the_network().prefetch_related(
        Prefetch("sites", public_sites(request.as_of.day), to_attr="hosted"),
        Prefetch("partner_sites", public_sites(request.as_of.day), to_attr="joined_sites"),
        Prefetch(
            "supercomputers", Supercomputer.objects.as_of(request.as_of.day), to_attr="machines"
        ),
    )
    rows = [
        CountryRow(
            country,
            [site for site in country.hosted if site.kind == SiteKind.FACTORY],
            [site for site in country.hosted if site.kind == SiteKind.ANTENNA],
            takes_part(country.joined_sites, abroad.get(country.pk, [])),
            country.machines,
            country.participates_on(request.as_of.day),
        )
        for country in countries
    ]
    context = {
        "rows": rows,
        "participants": sum(row.joined is True for row in rows),
        "undecided": [row.country for row in rows if row.joined is None],
        "hosts": sum(bool(row.country.hosted) for row in rows),
    }
    return render(request, "directory/country_list.html", context)


@public
@dated
def country_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a country; other ways to write its code lead to the one in ISO 3166-1."""
    code = INSTITUTIONAL_CODES.get(slug.upper(), slug.upper())
    country = get_object_or_404(Country, slug=code)
    if slug != code:
        return redirect(country, permanent=True)
    footnotes = footnotes_of(country)
    roles = list(roles_with_sites(request.as_of.day).filter(organisation__country=country))
    hosted = list(
        public_sites(request.as_of.day).filter(country=country).prefetch_related("conflicts")
    )
    context = {
        "country": country,
        "joined": country.participates_on(request.as_of.day),
        "trail": [(_("Countries"), reverse("directory:countries"))],
        "footnotes": footnotes,
        "conflicts": conflicts_of(footnotes.values()),
        "address": request.build_absolute_uri(country.get_absolute_url()),
        "hosted": hosted,
        "columns": site_columns("name", "kind", "status", "city", "wave", "supercomputers"),
        "money": [(site, {c.field for c in site.conflicts.all()}) for site in hosted],
        "money_published": {
            fact: sum(getattr(site, fact) is not None for site in hosted) for fact in MONEY
        },
        "elsewhere": takes_part(
            public_sites(request.as_of.day).filter(partner_countries=country),
            [role for role in roles if role.site.country_id != country.pk],
        ),
        "machines": public_machines(request.as_of.day)
        .filter(country=country)
        .prefetch_related("conflicts"),
        "organisations": organisations_with_roles(country, roles),
    }
    return render(request, "directory/country_detail.html", context)


def organisations_with_roles(country: Country, roles: list[SiteOrganisation]) -> list[tuple]:
    """Return the organisations of a country by name, each with its sites and its roles there."""
    by_organisation: dict[str, list[SiteOrganisation]] = {}
    for role in roles:
        by_organisation.setdefault(role.organisation_id, []).append(role)
    return [
        (organisation, roles_by_site(by_organisation.get(organisation.pk, [])))
        for organisation in country.organisations.all()
    ]
