"""What a row of the list of countries shows."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, Label, iso, when
from directory.columns.shared import ALIASES, how_many, name_of, slugs_of
from directory.enums import SiteKind
from directory.models import Site
from directory.selection.countries import PARTICIPATION, sites_elsewhere

YES_OR_NO: dict[bool | None, Label] = {True: _("yes"), False: _("no"), None: ""}


def hosted(kind: SiteKind) -> Callable[[Any], list[Site]]:
    """Return how the sites of a kind are found that a country hosts on the day."""
    return lambda country: [site for site in country.hosted if site.kind == kind]


def participates(country: Any) -> bool | None:
    return PARTICIPATION[country.participation]


FACTORIES, ANTENNAS = hosted(SiteKind.FACTORY), hosted(SiteKind.ANTENNA)

COUNTRY_COLUMNS = (
    Column("slug", _("Code"), _("ISO 3166-1 alpha-2 code."), lambda country: country.pk),
    name_of(_("Name of the country.")),
    ALIASES,
    Column(
        "eu_member",
        _("EU member"),
        _("Whether it is a Member State of the EU today."),
        lambda country: country.eu_member,
        text=lambda country: YES_OR_NO[country.eu_member],
        data_type=DataType.BOOLEAN,
        in_table=True,
    ),
    Column(
        "eurohpc_participant",
        _("EuroHPC participating state"),
        _("Whether it takes part in the EuroHPC JU on the day; empty where no source tells."),
        participates,
        text=lambda country: YES_OR_NO[participates(country)],
        data_type=DataType.BOOLEAN,
        in_table=True,
    ),
    Column(
        "joined",
        _("Joined EuroHPC"),
        _("When it joined the EuroHPC JU, as published."),
        lambda country: country.as_published or None,
        text=when,
        in_table=True,
    ),
    Column(
        "joined_earliest",
        _("Joined, earliest"),
        _("The first day that the date of joining may mean."),
        lambda country: iso(country.earliest),
        data_type=DataType.DAY,
    ),
    Column(
        "joined_latest",
        _("Joined, latest"),
        _("The last day that the date of joining may mean."),
        lambda country: iso(country.latest),
        data_type=DataType.DAY,
    ),
    how_many(
        "factories_count",
        _("Number of AI Factories"),
        _("How many AI Factories it hosts on the day."),
        FACTORIES,
    ),
    slugs_of(
        "factories",
        _("AI Factories"),
        _("Slugs of the AI Factories that it hosts on the day."),
        FACTORIES,
        "sites",
    ),
    how_many(
        "antennas_count",
        _("Number of Antennas"),
        _("How many Antennas it hosts on the day."),
        ANTENNAS,
    ),
    slugs_of(
        "antennas",
        _("Antennas"),
        _("Slugs of the Antennas that it hosts on the day."),
        ANTENNAS,
        "sites",
    ),
    slugs_of(
        "takes_part_in",
        _("Takes part in"),
        _("Slugs of the sites elsewhere that name it as partner or have organisations of it."),
        lambda country: [part.site for part in sites_elsewhere(country)],
        "sites",
        in_table=True,
    ),
    slugs_of(
        "supercomputers",
        _("Machines"),
        _("Slugs of the supercomputers that stand in the country."),
        lambda country: country.machines,
        "supercomputers",
        in_table=True,
    ),
)
