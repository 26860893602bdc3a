"""What is nested in countries, waves, organisations, sectors and services."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, Label
from directory.columns.part import NOTE, ROLE, Part, name_of, slug_of
from directory.columns.parts.nested import (
    MACHINES,
    SITES,
    machines_told,
    sites_told,
    sites_with_steps,
    some_of,
    through,
    with_machines,
    with_sites,
)
from directory.columns.parts.steps import STEP_OF_A_SUBJECT, milestones_of
from directory.columns.sites import SITE_COLUMNS
from directory.columns.supercomputers import SUPERCOMPUTER_COLUMNS
from directory.enums import MachineRole
from directory.models import Organisation, Site, SiteOrganisation, Supercomputer
from directory.selection.countries import sites_elsewhere
from directory.selection.organisations import public_roles

MONEY = some_of(SITE_COLUMNS, "eu_funding_eur", "total_budget_eur")
COST = some_of(SUPERCOMPUTER_COLUMNS, "cost_eur", "cost_scope")
NEW = (MachineRole.NEW_AI_OPTIMISED, MachineRole.UPGRADE)


class Role(NamedTuple):
    """A role of an organisation at a site; either may be missing, and then the role too."""

    site: Site | None
    organisation: Organisation | None
    role: str | None

    @property
    def site_id(self) -> str | None:
        return self.site.pk if self.site else None

    @property
    def organisation_id(self) -> str | None:
        return self.organisation.pk if self.organisation else None


def parts_elsewhere(country: Any) -> Iterator[Role]:
    """Yield how a country takes part in sites elsewhere, role by role."""
    bodies = {body.pk: body for body in country.organisations.all()}
    for part in sites_elsewhere(country):
        if part.named:
            yield Role(part.site, None, None)
        for role in part.roles:
            yield Role(part.site, bodies[role.organisation_id], role.role)


def bodies(day: datetime.date) -> list[Prefetch]:
    roles = public_roles(day).select_related("site").order_by("site__sort_key", "site", "role")
    found = Organisation.objects.order_by("sort_key", "slug")
    told = found.prefetch_related(Prefetch("involvements", roles))
    return [Prefetch("organisations", told, to_attr="bodies_told")]


def roles_of_bodies(country: Any) -> Iterator[Role]:
    """Yield the roles of the organisations of a country, and those without any."""
    for body in country.bodies_told:
        roles = [Role(role.site, body, role.role) for role in body.involvements.all()]
        yield from roles or [Role(None, body, None)]


def roles_with_sites(day: datetime.date) -> list[Prefetch]:
    roles = public_roles(day).prefetch_related(Prefetch("site", sites_with_steps(day)))
    roles = roles.order_by("site__sort_key", "site", "role")
    return [Prefetch("involvements", roles, to_attr="roles_told")]


def roles_told(organisation: Any) -> Iterable[SiteOrganisation]:
    return organisation.roles_told


def new_machines(wave: Any) -> Iterable[Supercomputer]:
    """Return the new machines and the upgrades of the sites of a round, each of them once."""
    uses = (use for site in wave.sites_told for use in site.machine_uses.all())
    found = {u.supercomputer_id: u.supercomputer for u in uses if u.supercomputer.role in NEW}
    return sorted(found.values(), key=lambda machine: (machine.sort_key, machine.pk))


def with_both(day: datetime.date) -> list[Prefetch]:
    return [*with_sites(day), *with_machines("supercomputers", day)]


def name_if_any(relation: str, label: Label) -> Column:
    """Return the column of the name of a record that a row may lack."""

    def name(row: Any) -> str | None:
        record = getattr(row, relation)
        return str(record) if record else None

    return Column(f"{relation}_name", label, label, name)


SITE = slug_of("site", _("Site"), "site_id", "sites")
SITE_NAME = name_if_any("site", _("Name of the site"))
ORGANISATION = slug_of("organisation", _("Organisation"), "organisation_id", "organisations")
ORGANISATION_NAME = name_if_any("organisation", _("Name of the organisation"))

COUNTRY_PARTS = (
    Part(
        "hosted_sites",
        _("Hosted sites"),
        _("The sites in the country, those selected by the day."),
        (*SITES, *MONEY),
        sites_told,
        with_sites,
    ),
    Part(
        "parts_elsewhere",
        _("Where it takes part"),
        _("The sites elsewhere in which it takes part, role by role."),
        (
            SITE,
            SITE_NAME,
            Column(
                "named",
                _("Named as a partner country"),
                _("Whether this is the country itself, named as a partner of the site."),
                lambda row: row.organisation is None,
                data_type=DataType.BOOLEAN,
            ),
            ORGANISATION,
            ORGANISATION_NAME,
            ROLE,
        ),
        parts_elsewhere,
    ),
    Part(
        "machines",
        _("Machines"),
        _("The supercomputers that stand in the country, those known by the day."),
        (*MACHINES, *COST),
        machines_told,
        lambda day: with_machines("supercomputers", day),
    ),
    Part(
        "organisations",
        _("Organisations"),
        _("The organisations of the country, each with its roles at sites, role by role."),
        (ORGANISATION, ORGANISATION_NAME, SITE, SITE_NAME, ROLE),
        roles_of_bodies,
        bodies,
    ),
    Part(
        "milestones",
        _("Milestones"),
        _("The steps and plans of its sites and machines that were known on the day."),
        STEP_OF_A_SUBJECT,
        lambda country: chain(
            milestones_of(country.sites_told), milestones_of(country.machines_told)
        ),
        with_both,
    ),
)

WAVE_PARTS = (
    Part(
        "selected_sites",
        _("Sites selected"),
        _("The sites of the round, with their stage on the day."),
        SITES,
        sites_told,
        with_sites,
    ),
    Part(
        "new_machines",
        _("New machines"),
        _("The new AI supercomputers and the upgrades of its sites, those known by the day."),
        (
            slug_of("supercomputer", _("Machine"), "pk", "supercomputers"),
            *some_of(SUPERCOMPUTER_COLUMNS, "name", "role"),
        ),
        new_machines,
        with_sites,
    ),
)

ORGANISATION_PARTS = (
    Part(
        "roles",
        _("Roles"),
        _("The sites in which the organisation takes part, with what it does there."),
        (
            SITE,
            name_of("site"),
            *through("site", some_of(SITE_COLUMNS, "status", "country")),
            ROLE,
            NOTE,
        ),
        roles_told,
        roles_with_sites,
    ),
    Part(
        "operated_machines",
        _("Machines operated"),
        _("The machines that it runs, those known by the day."),
        MACHINES,
        machines_told,
        lambda day: with_machines("operated_supercomputers", day),
    ),
)


def sites_of_a_term(name: str, label: Label, help_text: Label) -> tuple[Part, ...]:
    return (Part(name, label, help_text, SITES, sites_told, with_sites),)


SECTOR_PARTS = sites_of_a_term(
    "addressed_by", _("Addressed by"), _("The sites that address it, as of the day.")
)
SERVICE_PARTS = sites_of_a_term(
    "offered_by", _("Offered by"), _("The sites that offer or plan it, as of the day.")
)
