"""What the page of a site tells, gathered in the order in which people ask."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.enums import AccessTrack, MachineRole, MachineStage, MachineUse, OrganisationRole
from directory.evidence.footnotes import Evidence, Shown
from directory.evidence.helpdesk import helpdesk
from directory.evidence.timeline import history_of
from directory.evidence.updates import updated_on
from directory.models import (
    AccessMode,
    AntennaLink,
    Milestone,
    Site,
    SiteMachine,
    SiteOrganisation,
    Supercomputer,
    stage_label,
)
from directory.pages.timeline_picture import timeline_picture

#: The ways to computing time that are open whichever site one turns to.
NETWORK_TRACKS = (AccessTrack.INDUSTRY, AccessTrack.SCIENCE)
NEW_SYSTEM_ROLES = (MachineRole.NEW_AI_OPTIMISED, MachineRole.UPGRADE)

#: What the page of a site shows of its machines and of the ways to computing time.
MACHINE_FACTS = (
    "name",
    "role",
    "status",
    "operator",
    "vendor",
    "accelerator_count",
    "accelerator_model",
    "rmax_pflops",
    "top500_rank",
    "ai_eflops",
    "cost_eur",
    "website",
)
ACCESS_FACTS = ("name", "info_url", "for_whom", "turnaround", "cost", "cutoffs", "apply_url")


@dataclass(frozen=True)
class MachineUsed:
    """A machine of the site with its own stage and its newest plan for going into operation."""

    use: SiteMachine
    machine: Supercomputer
    stage_label: str
    plan: Milestone | None
    #: Whether the newest plan has passed without news.
    is_overdue: bool


def detail_sites(day: datetime.date) -> QuerySet:
    """Return the sites of a day with everything their pages show, in a fixed query count."""
    milestones = Prefetch(
        "milestones",
        Milestone.objects.known_on(day).order_by("latest", "pk").prefetch_related("sources"),
    )
    machines = (
        Supercomputer.objects.as_of(day).select_related("operator").prefetch_related(milestones)
    )
    sites = Site.objects.public().as_of(day).order_by().values("pk")
    links = AntennaLink.objects.select_related("factory__country", "antenna__country")
    return (
        Site.objects.public()
        .as_of(day)
        .select_related("country", "wave")
        .prefetch_related(
            "sectors",
            "services",
            "partner_countries",
            milestones,
            Prefetch(
                "involvements",
                SiteOrganisation.objects.select_related("organisation__country").order_by(
                    "organisation__sort_key"
                ),
            ),
            Prefetch(
                "machine_uses",
                SiteMachine.objects.as_of(day)
                .order_by("supercomputer__sort_key")
                .prefetch_related(Prefetch("supercomputer", machines)),
            ),
            Prefetch("factory_links", links.filter(factory__in=sites)),
            Prefetch("antenna_links", links.filter(antenna__in=sites)),
        )
    )


def detail_context(site: Site, day: datetime.date) -> dict[str, Any]:
    machines = [machine_used(use, day) for use in site.machine_uses.all()]
    access_modes = list(AccessMode.objects.filter(track__in=NETWORK_TRACKS).with_calls())
    evidence = Evidence(
        site,
        [
            *(Shown(used.machine, MACHINE_FACTS) for used in machines),
            *(Shown(mode, ACCESS_FACTS) for mode in access_modes),
        ],
    )
    histories = [history_of(s, day) for s in (site, *(used.machine for used in machines))]
    involvements = list(site.involvements.all())
    has_contact = site.contact_email or site.contact_url
    return {
        "site": site,
        "updated": updated_on(site),
        "trail": [
            (_("Sites"), reverse("directory:sites")),
            (site.country.name, site.country.get_absolute_url()),
        ],
        "helpdesk": None if has_contact else helpdesk(),
        "stage_label": stage_label(site.stage),
        **evidence.context(),
        "machines": machines,
        "offered": [used for used in machines if used.use.use_then == MachineUse.OFFERED],
        "planned": [used for used in machines if used.use.use_then == MachineUse.PLANNED],
        "new_systems": [
            used
            for used in machines
            if used.use.use_then == MachineUse.PLANNED or used.machine.role in NEW_SYSTEM_ROLES
        ],
        "hosts_own": [used for used in machines if used.use.use_then == MachineUse.HOST_OWN],
        "access_modes": access_modes,
        "organisations": [
            (role.label, role.value, [i for i in involvements if i.role == role])
            for role in OrganisationRole
        ],
        "histories": histories,
        "picture": timeline_picture(histories, day, waves=[site.wave] if site.wave else []),
        "milestones_reached": [m for m in site.milestones.all() if m.reached],
        "milestones_planned": [m for m in site.milestones.all() if not m.reached],
    }


def machine_used(use: SiteMachine, day: datetime.date) -> MachineUsed:
    machine = use.supercomputer
    plans = [
        milestone
        for milestone in machine.milestones.all()
        if milestone.stage == MachineStage.OPERATIONAL and not milestone.reached
    ]
    newest = max(
        plans, key=lambda plan: (plan.stated_on is not None, str(plan.stated_on)), default=None
    )
    overdue = bool(newest and newest.latest and newest.latest < day)
    return MachineUsed(use, machine, stage_label(machine.stage), newest, overdue)
