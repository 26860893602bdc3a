"""Pages of the countries: what each hosts and where it takes part."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.columns import MILESTONE_COLUMNS
from directory.columns.organisations import roles_by_site
from directory.enums import SiteKind
from directory.evidence.footnotes import Evidence, Shown
from directory.evidence.timeline import histories_of
from directory.evidence.updates import updated_on
from directory.models import Country, Site, SiteOrganisation, Supercomputer
from directory.pages.answers import dated, public
from directory.pages.network import (
    public_machines,
    public_sites,
    public_steps,
    roles_with_sites,
    site_columns,
)
from directory.pages.timeline_picture import timeline_picture

#: Codes that the European institutions write where ISO 3166-1 has another one.
INSTITUTIONAL_CODES = {"EL": "GR", "UK": "GB"}
#: What the page shows of sites and machines; its printed sheet has no room for their footnotes.
MONEY = ("eu_funding_eur", "total_budget_eur")
MACHINE_FACTS = ("cost_eur",)
STEP_COLUMNS = [c for c in MILESTONE_COLUMNS if c.in_table and c.name != "country"]


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
    roles = list(roles_with_sites(request.as_of.day).filter(organisation__country=country))
    hosted = list(public_sites(request.as_of.day).filter(country=country))
    machines = list(public_machines(request.as_of.day).filter(country=country))
    steps = list(public_steps(request.as_of.day).filter(subject_country=country.pk))
    shown = [
        *(Shown(machine, MACHINE_FACTS) for machine in machines),
        *(Shown(site, MONEY) for site in hosted),
    ]
    context = {
        "country": country,
        "updated": updated_on(country),
        "joined": country.participates_on(request.as_of.day),
        "trail": [(_("Countries"), reverse("directory:countries"))],
        **Evidence(country, elsewhere=shown).context(),
        "address": request.build_absolute_uri(country.get_absolute_url()),
        "hosted": hosted,
        "columns": site_columns("name", "kind", "status", "city", "wave", "supercomputers"),
        "money_published": {
            fact: sum(getattr(site, fact) is not None for site in hosted) for fact in MONEY
        },
        "elsewhere": takes_part(
            public_sites(request.as_of.day).filter(partner_countries=country),
            [role for role in roles if role.site.country_id != country.pk],
        ),
        "machines": machines,
        "steps": steps,
        "step_columns": STEP_COLUMNS,
        "picture": timeline_picture(
            histories_of(steps, request.as_of.day),
            request.as_of.day,
            waves={site.wave_id: site.wave for site in hosted if site.wave_id}.values(),
        ),
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
