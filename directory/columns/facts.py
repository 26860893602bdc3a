"""What a fact of a record says, in words: for footnotes, conflicts and the pages of sources."""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory import dates
from directory.columns.base import when
from directory.columns.sites import SITE_COLUMNS, machine_names
from directory.columns.supercomputers import SUPERCOMPUTER_COLUMNS
from directory.dates import DAY
from directory.enums import OrganisationRole
from directory.models import (
    Accelerator,
    AccessMode,
    Country,
    Policy,
    Record,
    Site,
    Supercomputer,
    Wave,
)
from directory.text import euros, figure

Words = Callable[[Any], str]

SITES = {column.name: column for column in SITE_COLUMNS}
#: Facts of a day, which only records that were asked for as of a day can tell.
OF_A_DAY = ("status", "supercomputers", "sites")
MACHINES = {column.name: column for column in SUPERCOMPUTER_COLUMNS}


def in_words(record: Record, fact: str) -> str:
    """Return the value of a fact as readers see it; empty where nothing is published.

    It looks only at the rows that the record comes with.
    """
    if fact in OF_A_DAY and not hasattr(record, "stage"):
        return ""
    if fact == "status":
        return str(SITES["status"].display(record))
    if isinstance(record, Supercomputer):
        return MACHINES[fact].in_words(record)
    if words := SPECIAL.get((type(record)._meta.concrete_model, fact)):
        return words(record)
    return plain(getattr(record, fact))


def plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return euros(value)
    if isinstance(value, datetime.date):
        return date_format(value, DAY)
    if isinstance(value, list):
        return "; ".join(value)
    return named(value.all()) if hasattr(value, "all") else str(value)


def named(records: Iterable[Any]) -> str:
    return ", ".join(str(record) for record in records)


def in_role(role: OrganisationRole) -> Words:
    return lambda site: named(i.organisation for i in site.involvements.all() if i.role == role)


def coordinates(site: Site) -> str:
    """Return the place of a site in degrees, as people write it."""
    if site.latitude is None or site.longitude is None:
        return ""
    return _("%(latitude)s° %(north_or_south)s, %(longitude)s° %(east_or_west)s") % {
        "latitude": figure(abs(site.latitude)),
        "longitude": figure(abs(site.longitude)),
        "north_or_south": _("N") if site.latitude >= 0 else _("S"),
        "east_or_west": _("E") if site.longitude >= 0 else _("W"),
    }


def contact(site: Site) -> str:
    return ", ".join(filter(None, (site.contact_email, site.contact_url)))


def percent(share: Decimal) -> str:
    """Return a share from 0 to 1 in per cent."""
    return f"{figure(share * 100)} %"


def amount(wave: Any) -> str:
    if wave.amount_eur is None:
        return ""
    words = f"{wave.get_amount_comparator_display()} {euros(wave.amount_eur)}"
    return f"{words} ({wave.get_amount_scope_display()})"


def resources(mode: AccessMode) -> str:
    if mode.resources or mode.resource_min is None:
        return mode.resources
    limits = (mode.resource_min, mode.resource_max)
    sizes = [figure(Decimal(size)) for size in limits if size is not None]
    return f"{_(' to ').join(sizes)} {mode.get_resource_unit_display() or ''}".strip()


def cutoffs(mode: AccessMode) -> str:
    days = [date_format(call.closes_on, DAY) for call in mode.calls.all()]
    if mode.always_open:
        days.insert(0, _("always open"))
    return "; ".join(filter(None, [*days, mode.get_recurrence_display()]))


def steps(policy: Policy) -> str:
    return "; ".join(f"{s.get_step_display()}: {when(s)}" for s in policy.steps.all())


def in_unit(fact: str, unit: str) -> Words:
    """Return the words of a figure that may not be published."""

    def words(record: Any) -> str:
        value = getattr(record, fact)
        return "" if value is None else f"{figure(value)} {unit}"

    return words


#: Facts that do not stand in the field of their name, or not as people read them.
SPECIAL: dict[tuple[Any, str], Words] = {
    (Accelerator, "memory_gb"): in_unit("memory_gb", "GB"),
    (Accelerator, "memory_bandwidth_gb_s"): in_unit("memory_bandwidth_gb_s", "GB/s"),
    (Accelerator, "bf16_tflops"): in_unit("bf16_tflops", "TFLOP/s"),
    (Accelerator, "fp8_tflops"): in_unit("fp8_tflops", "TFLOP/s"),
    (Site, "coordinates"): coordinates,
    (Site, "contact"): contact,
    (Site, "host"): in_role(OrganisationRole.HOST),
    (Site, "coordinator"): in_role(OrganisationRole.COORDINATOR),
    (Site, "partners"): in_role(OrganisationRole.PARTNER),
    (Site, "supercomputers"): machine_names,
    (Site, "linked_factories"): lambda site: named(x.factory for x in site.factory_links.all()),
    (Country, "joined"): when,
    (Wave, "amount_eur"): amount,
    (Wave, "eu_share"): lambda w: "" if w.eu_share is None else percent(w.eu_share),
    (Wave, "call_cutoffs"): lambda wave: "; ".join(
        date_format(dates.parse_day(cutoff), DAY) for cutoff in wave.call_cutoffs
    ),
    (AccessMode, "resources"): resources,
    (AccessMode, "cutoffs"): cutoffs,
    (Policy, "date"): when,
    (Policy, "kind"): lambda policy: policy.get_kind_display(),
    (Policy, "steps"): steps,
}
