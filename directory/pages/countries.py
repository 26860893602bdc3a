"""Pages of the countries: what each hosts and where it takes part."""

from dataclasses import dataclass
from typing import Any

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
from directory.pages.answers import dated, public, refusal
from directory.pages.lists import list_page
from directory.pages.network import (
    public_machines,
    public_sites,
    public_steps,
    roles_with_sites,
    site_columns,
)
from directory.pages.timeline_picture import timeline_picture
from directory.selection import CountrySelection
from directory.selection.countries import (
    PARTICIPATION,
    Participation,
    sites_elsewhere,
    takes_part,
)

#: What the page shows of sites and machines; its printed sheet has no room for their footnotes.
MONEY = ("eu_funding_eur", "total_budget_eur")
MACHINE_FACTS = ("cost_eur",)
STEP_COLUMNS = [c for c in MILESTONE_COLUMNS if c.in_table and c.name != "country"]


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


def row_of(country: Any) -> CountryRow:
    return CountryRow(
        country,
        [site for site in country.hosted if site.kind == SiteKind.FACTORY],
        [site for site in country.hosted if site.kind == SiteKind.ANTENNA],
        sites_elsewhere(country),
        country.machines,
        PARTICIPATION[country.participation],
    )


@public
def country_list(request: HttpRequest) -> HttpResponse:
    selection = CountrySelection(request.GET)
    if not selection.is_right:
        return refusal(request, selection.mistakes)
    rows = [row_of(country) for country in selection.page]
    return list_page(
        request,
        selection,
        "directory/country_list.html",
        rows=rows,
        participants=sum(row.joined is True for row in rows),
        undecided=[row.country for row in rows if row.joined is None],
        hosts=sum(bool(row.country.hosted) for row in rows),
    )


@public
@dated
def country_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a country; other ways to write its code lead to the one in ISO 3166-1."""
    code = CountrySelection.canonical(slug)
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
