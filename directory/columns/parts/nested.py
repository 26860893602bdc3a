"""Sites and supercomputers within records that they belong to."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType
from directory.columns.part import slug_of
from directory.columns.sites import SITE_COLUMNS
from directory.columns.supercomputers import SUPERCOMPUTER_COLUMNS
from directory.enums import MachineUse
from directory.evidence.by_fact import known_milestones
from directory.models import SiteMachine
from directory.selection import SiteSelection, SupercomputerSelection


def some_of(columns: Iterable[Column], *names: str) -> tuple[Column, ...]:
    return tuple(column for column in columns if column.name in names)


def through(relation: str, columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return columns of a record that a row leads to, for the row."""

    def value_of(column: Column) -> Callable[[Any], Any]:
        return lambda row: column.value(getattr(row, relation))

    return tuple(replace(column, value=value_of(column)) for column in columns)


def shown(use: SiteMachine) -> bool:
    """Tell whether tables of sites name a machine: one offered to users, or planned."""
    return use.use_then in (MachineUse.OFFERED, MachineUse.PLANNED)


SITE = slug_of("site", _("Site"), "pk", "sites")
MACHINE = slug_of("supercomputer", _("Machine"), "pk", "supercomputers")

#: What the tables of sites and machines show of each on the page of another record.
SITES = (
    SITE,
    *some_of(SITE_COLUMNS, "name", "kind", "status", "country", "city", "wave"),
    Column(
        "machines",
        _("Machines"),
        _("Slugs of the machines that it offers to users on the day, or that are planned."),
        lambda site: [use.supercomputer_id for use in site.machine_uses.all() if shown(use)],
        data_type=DataType.TEXTS,
        refers_to="supercomputers",
    ),
)
MACHINES = (
    MACHINE,
    *some_of(SUPERCOMPUTER_COLUMNS, "name", "role", "status", "country"),
    Column(
        "used_by",
        _("Used by"),
        _("Slugs of the sites that use the machine or will use it."),
        lambda machine: [use.site_id for use in machine.site_uses.all()],
        data_type=DataType.TEXTS,
        refers_to="sites",
    ),
)


def sites_with_steps(day: datetime.date) -> QuerySet:
    everything = SiteSelection.on(day)
    return everything.for_table(everything.all_rows()).prefetch_related(known_milestones(day))


def machines_with_steps(day: datetime.date) -> QuerySet:
    everything = SupercomputerSelection.on(day)
    return everything.for_table(everything.all_rows()).prefetch_related(known_milestones(day))


def with_sites(day: datetime.date) -> list[Prefetch]:
    return [Prefetch("sites", sites_with_steps(day), to_attr="sites_told")]


def with_machines(relation: str, day: datetime.date) -> list[Prefetch]:
    return [Prefetch(relation, machines_with_steps(day), to_attr="machines_told")]


def sites_told(record: Any) -> Iterable[Any]:
    return record.sites_told


def machines_told(record: Any) -> Iterable[Any]:
    return record.machines_told
