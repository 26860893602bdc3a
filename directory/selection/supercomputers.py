"""Selections of supercomputers: what can be asked of them, and the rows that answer."""

import datetime
from typing import Any, ClassVar

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.enums import UNKNOWN_STAGE, MachineRole, MachineStage
from directory.models import Country, Site, SiteMachine, Supercomputer
from directory.selection.chosen import ChoiceByName, ToCompare
from directory.selection.day import of_today
from directory.selection.filters import (
    AsOfFilter,
    BoxFilter,
    ChoiceOfField,
    ChoiceOfLink,
    Choices,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.names import names
from directory.selection.selection import Selection

#: Ranks of different lists, costs of different scopes and AI performance at different precisions
#: cannot be compared, so the list cannot be sorted by them.
ORDERS = {
    "name": (_("Name"), "sort_key"),
    "status": (_("Status"), "stage_rung"),
    "sites": (_("Site"), "first_site"),
    "country": (_("Country"), "country__sort_key"),
    "accelerator_count": (_("Number of accelerators"), "accelerator_count"),
    "rmax_pflops": (_("Measured performance (Rmax)"), "rmax_pflops"),
    "rpeak_pflops": (_("Peak performance (Rpeak)"), "rpeak_pflops"),
    "power_kw": (_("Power"), "power_kw"),
}


def countries() -> Choices:
    """Return the countries of the network, and any other in which a machine stands."""
    with_machines = Q(pk__in=Supercomputer.objects.values("country"))
    network = Q(pk__in=Country.objects.of_the_network().values("pk"))
    return list(Country.objects.filter(network | with_machines).values_list("slug", "name"))


class SupercomputerFilterSet(FilterSetOfRecords):
    """The filters of the list of supercomputers."""

    role = ChoiceOfField(
        choices=MachineRole.choices,
        label=_("Role"),
        help_text=_("What the machine is to the programme."),
    )
    status = ChoiceOfField(
        field_name="stage",
        choices=[*MachineStage.choices, (UNKNOWN_STAGE, _("Not published"))],
        label=_("Status"),
        help_text=_("The highest milestone that the machine has reached."),
    )
    country = ChoiceOfField(
        label=_("Country"),
        help_text=_("The country in which the machine stands, as ISO 3166-1 code."),
    )
    site = ChoiceOfLink(
        link=SiteMachine,
        row="supercomputer_id",
        value="site_id",
        label=_("Site"),
        help_text=_("A site that uses the machine or will use it."),
    )
    bbox = BoxFilter(
        label=_("Box on the map"),
        help_text=_("West, south, east, north in degrees, such as 5,45,15,55."),
    )
    supercomputer = ChoiceByName(
        Supercomputer.public, label=_("Supercomputer"), help_text=_("Just these machines.")
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS)
    compare = ToCompare(
        Supercomputer.public,
        label=_("To compare"),
        help_text=_("Machines chosen to be compared; they narrow nothing."),
    )

    RECORDS: ClassVar[dict[str, Any]] = {
        "country": countries,
        "site": lambda: names(Site.public()),
    }


class SupercomputerSelection(Selection):
    """A selection of the supercomputers, as of a day."""

    name = "supercomputers"
    record_kind = "supercomputers"
    title = _("Supercomputers")
    counted_words = ngettext_lazy("%(count)d supercomputer", "%(count)d supercomputers", "count")
    filterset_class = SupercomputerFilterSet
    orders = ORDERS
    pages: ClassVar[dict[str, str]] = {"list": "directory:supercomputers"}
    record_page = "directory:supercomputer"

    def all_rows(self) -> QuerySet:
        sites = Site.objects.public().as_of(self.day).order_by().values("pk")
        uses = SiteMachine.objects.filter(supercomputer=OuterRef("pk"), site__in=sites)
        first = uses.order_by("site__sort_key").values("site__sort_key")[:1]
        machines = Supercomputer.objects.as_of(self.day).annotate(
            first_site=Subquery(first),
            latitude=place("latitude"),
            longitude=place("longitude"),
        )
        return machines.order_by("sort_key", "slug")

    def for_table(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("country").prefetch_related(public_uses(self.day))

    def with_details(self, rows: QuerySet) -> QuerySet:
        later = Supercomputer.objects.as_of(self.day).order_by("sort_key", "slug")
        return (
            self.for_table(rows)
            .annotate(summary_then=of_today("summary", self.day))
            .select_related("country", "operator", "builds_upon")
            .prefetch_related(Prefetch("built_upon_by", later))
        )


def place(coordinate: str) -> Coalesce:
    """Return a coordinate of a site in the city of each machine, first of one that uses it.

    No source tells where machines stand; what their coordinates mark is their city.
    """
    there = (
        Site.objects.public()
        .filter(country=OuterRef("country"), city=OuterRef("city"), latitude__isnull=False)
        .exclude(city="")
        .order_by("slug")
    )
    users = there.filter(machine_uses__supercomputer=OuterRef("pk"))
    return Coalesce(*(Subquery(sites.values(coordinate)[:1]) for sites in (users, there)))


def public_uses(day: datetime.date) -> Prefetch:
    """Return the sites that use each machine, those that visitors may see, as of a day."""
    sites = Site.objects.public().as_of(day)
    uses = SiteMachine.objects.as_of(day).filter(site__in=sites).order_by("site__sort_key")
    return Prefetch("site_uses", uses.prefetch_related(Prefetch("site", sites)))
