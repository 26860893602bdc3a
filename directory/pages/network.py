"""What the pages of countries, waves, organisations and sectors show of the network: never more
than the sites that a visitor may see as of a day."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from directory.columns import SITE_COLUMNS, SUPERCOMPUTER_COLUMNS, Column
from directory.enums import SiteStage
from directory.models import Site, stage_label
from directory.selection import MilestoneSelection, SiteSelection, SupercomputerSelection
from directory.selection.organisations import public_roles


def public_sites(day: datetime.date) -> QuerySet:
    """Return the sites of a day by name, with what a table shows of them, in two queries."""
    everything = SiteSelection.on(day)
    return everything.for_table(everything.all_rows())


def public_machines(day: datetime.date) -> QuerySet:
    """Return the supercomputers of a day by name, with the public sites that use them."""
    everything = SupercomputerSelection.on(day)
    return everything.for_table(everything.all_rows())


def public_steps(day: datetime.date) -> QuerySet:
    """Return the steps known on a day, lane by lane, with what a timeline shows of them."""
    everything = MilestoneSelection.on(day)
    return everything.for_table(everything.all_rows())


def roles_with_sites(day: datetime.date) -> QuerySet:
    """Return the roles of organisations at these sites by name of the site, each with its site."""
    return (
        public_roles(day)
        .select_related("organisation__country")
        .prefetch_related(Prefetch("site", public_sites(day)))
        .order_by("site__sort_key", "site", "organisation__sort_key", "organisation", "role")
    )


def site_columns(*names: str) -> list[Column]:
    """Return columns of the table of sites, in the order of their declaration."""
    return [column for column in SITE_COLUMNS if column.name in names]


def machine_columns(*names: str) -> list[Column]:
    """Return columns of the table of supercomputers, in the order of their declaration."""
    return [column for column in SUPERCOMPUTER_COLUMNS if column.name in names]


@dataclass(frozen=True)
class StageCount:
    """How many sites have reached a stage and no higher one."""

    stage: str
    label: str
    count: int


def stage_counts(sites: list[Site]) -> list[StageCount]:
    """Return the stages that some of `sites` have, the highest first, unknown last."""
    stages = [site.stage for site in sites]
    ladder = [*reversed(SiteStage.values), *sorted(set(stages) - set(SiteStage.values))]
    return [
        StageCount(stage, stage_label(stage), stages.count(stage))
        for stage in ladder
        if stage in stages
    ]
