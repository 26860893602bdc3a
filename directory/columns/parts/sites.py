"""What is nested in sites and in supercomputers."""

import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from directory.columns.part import LINK, NOTE, ROLE, USE, USE_NOTE, Part, name_of, slug_of
from directory.columns.parts.nested import machines_with_steps, some_of, through
from directory.columns.parts.steps import STEP_OF_A_MACHINE, STEPS, milestones_of
from directory.columns.sites import SITE_COLUMNS
from directory.columns.supercomputers import SUPERCOMPUTER_COLUMNS
from directory.models import AntennaLink, Site, SiteMachine

#: What the page of a site shows of its machines.
MACHINE_COLUMNS = some_of(
    SUPERCOMPUTER_COLUMNS,
    *("role", "status", "operator", "operator_name", "vendor"),
    *("accelerator_model", "accelerator_count", "rmax_pflops", "top500_rank", "top500_list"),
    *("ai_eflops", "ai_precision", "cost_eur", "cost_scope", "website", "figures_scope", "notes"),
)
COUNTRY = some_of(SITE_COLUMNS, "country")


def machine_uses(day: datetime.date) -> list[Prefetch]:
    machines = machines_with_steps(day).select_related("operator")
    uses = SiteMachine.objects.as_of(day).order_by("supercomputer__sort_key")
    uses = uses.prefetch_related(Prefetch("supercomputer", machines))
    return [Prefetch("machine_uses", uses, to_attr="uses_told")]


def linked_antennas(day: datetime.date) -> list[Prefetch]:
    antennas = Site.objects.public().as_of(day).order_by().values("pk")
    links = AntennaLink.objects.filter(antenna__in=antennas).select_related("antenna__country")
    return [Prefetch("antenna_links", links.order_by("antenna__sort_key"))]


SITE_PARTS = (
    Part(
        "organisations",
        _("Organisations"),
        _("The organisations that take part in the site, each with its role."),
        (
            slug_of("organisation", _("Organisation"), "organisation_id", "organisations"),
            name_of("organisation"),
            ROLE,
            NOTE,
        ),
        lambda site: site.involvements.all(),
    ),
    Part(
        "machines",
        _("Machines"),
        _("The supercomputers of the site, how it uses them, and what its page tells of them."),
        (
            slug_of("supercomputer", _("Machine"), "supercomputer_id", "supercomputers"),
            name_of("supercomputer"),
            USE,
            USE_NOTE,
            *through("supercomputer", MACHINE_COLUMNS),
        ),
        lambda site: site.uses_told,
        machine_uses,
    ),
    Part(
        "factories",
        _("Factories"),
        _("The factories through which an antenna gives access."),
        (
            slug_of("factory", _("Factory"), "factory_id", "sites"),
            name_of("factory"),
            *through("factory", COUNTRY),
            LINK,
            NOTE,
        ),
        lambda site: site.factory_links.all(),
    ),
    Part(
        "antennas",
        _("Antennas"),
        _("The antennas that give access through a factory."),
        (
            slug_of("antenna", _("Antenna"), "antenna_id", "sites"),
            name_of("antenna"),
            *through("antenna", COUNTRY),
            LINK,
            NOTE,
        ),
        lambda site: site.antenna_links.all(),
        linked_antennas,
    ),
    STEPS,
    Part(
        "machine_milestones",
        _("Milestones of its machines"),
        _("The steps and plans of the machines of the site that were known on the day."),
        STEP_OF_A_MACHINE,
        lambda site: milestones_of(used.supercomputer for used in site.uses_told),
        machine_uses,
    ),
)

MACHINE_PARTS = (
    Part(
        "used_by",
        _("Used by"),
        _("The sites that use the machine, and how."),
        (slug_of("site", _("Site"), "site_id", "sites"), name_of("site"), USE, USE_NOTE),
        lambda machine: machine.site_uses.all(),
    ),
    STEPS,
)
