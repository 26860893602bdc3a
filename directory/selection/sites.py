"""Selections of sites: what can be asked of them, and the rows that answer."""

import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory import dates
from directory.enums import UNKNOWN_STAGE, LocationPrecision, MachineRole, SiteKind, SiteStage
from directory.evidence.updates import with_updated
from directory.models import (
    AntennaLink,
    Country,
    Milestone,
    Sector,
    Service,
    Site,
    SiteMachine,
    SiteOrganisation,
    Supercomputer,
    Wave,
)
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
    Presence,
)
from directory.selection.names import names
from directory.selection.search_filter import SearchFilter
from directory.selection.selection import Selection

#: How sites can be sorted: the word in the address, its label, the column. The slug decides ties.
ORDERS = {
    "name": (_("Name"), "sort_key"),
    "country": (_("Country"), "country__sort_key"),
    "wave": (_("Wave"), "wave__announced_on"),
    "status": (_("Status"), "stage_rung"),
}


def countries() -> Choices:
    """Return the countries that take part in the network: EuroHPC states and host countries."""
    return list(Country.objects.of_the_network().values_list("slug", "name"))


class SiteFilterSet(FilterSetOfRecords):
    """The filters of the site list. Values of one filter are alternatives, filters add up."""

    q = SearchFilter(
        kind="site",
        label=_("Search"),
        help_text=_("Name, place, organisation, machine or sector; the best match comes first."),
    )
    kind = ChoiceOfField(
        choices=SiteKind.choices,
        label=_("Kind"),
        help_text=_("An AI Factory, or an Antenna that gives access to one."),
    )
    country = ChoiceOfField(
        label=_("Host country"),
        help_text=_("The country in which the site is, as ISO 3166-1 code."),
    )
    wave = ChoiceOfField(
        label=_("Wave"), help_text=_("The selection round in which the site was chosen.")
    )
    status = ChoiceOfField(
        field_name="stage",
        choices=[*SiteStage.choices, (UNKNOWN_STAGE, _("Not published"))],
        label=_("Status"),
        help_text=_("The highest milestone that the site has reached."),
    )
    sector = ChoiceOfLink(
        link=Site.sectors,
        row="site_id",
        value="sector_id",
        label=_("Sector"),
        help_text=_("A field of application that the site addresses."),
    )
    service = ChoiceOfLink(
        link=Site.services,
        row="site_id",
        value="service_id",
        label=_("Service"),
        help_text=_("A kind of help that the site offers or plans."),
    )
    supercomputer = ChoiceOfLink(
        link=SiteMachine,
        row="site_id",
        value="supercomputer_id",
        label=_("Supercomputer"),
        help_text=_("A machine that the site uses or will use."),
    )
    role = ChoiceOfLink(
        link=SiteMachine,
        row="site_id",
        value="supercomputer__role",
        choices=MachineRole.choices,
        label=_("Role of a machine"),
        help_text=_("What one of the site's machines is to the programme."),
    )
    located = Presence(
        field_name="latitude",
        label=_("Place published"),
        help_text=_("Whether coordinates of the site are published."),
    )
    precision = ChoiceOfField(
        field_name="location_precision",
        choices=LocationPrecision.choices,
        label=_("What the coordinates mark"),
        help_text=_("The site itself or the centre of its city."),
    )
    bbox = BoxFilter(
        label=_("Box on the map"),
        help_text=_("West, south, east, north in degrees, such as 5,45,15,55."),
    )
    site = ChoiceByName(Site.public, label=_("Site"), help_text=_("Just these sites."))
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS)
    compare = ToCompare(
        Site.public,
        label=_("To compare"),
        help_text=_("Sites chosen to be compared; they narrow nothing."),
    )

    RECORDS: ClassVar[dict[str, Any]] = {
        "country": countries,
        "sector": lambda: names(Sector.public()),
        "service": lambda: names(Service.public()),
        "supercomputer": lambda: names(Supercomputer.public()),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: All rounds by the day of their announcement, asked for once for choices and date line.
        self.waves = list(Wave.objects.only("slug", "name", "announced_on"))
        self.filters["wave"].extra["choices"] = [(wave.pk, wave.name) for wave in self.waves]


class SiteSelection(Selection):
    """A selection of the sites that visitors may see, as of a day."""

    name = "sites"
    record_kind = "sites"
    title = _("Sites")
    counted_words = ngettext_lazy("%(count)d site", "%(count)d sites", "count")
    filterset_class = SiteFilterSet
    orders = ORDERS
    pages: ClassVar[dict[str, str]] = {"list": "directory:sites", "map": "directory:map"}
    record_page = "directory:site"

    def all_rows(self) -> QuerySet:
        return Site.objects.public().as_of(self.day).order_by("sort_key", "slug")

    def for_table(self, rows: QuerySet) -> QuerySet:
        uses = SiteMachine.objects.as_of(self.day).select_related("supercomputer")
        machines = uses.order_by("supercomputer__sort_key")
        return rows.select_related("country", "wave").prefetch_related(
            Prefetch("machine_uses", machines)
        )

    def with_details(self, rows: QuerySet) -> QuerySet:
        organisations = SiteOrganisation.objects.select_related("organisation").order_by(
            "organisation__sort_key"
        )
        told = self.for_table(rows).annotate(summary_then=of_today("summary", self.day))
        return with_updated(told).prefetch_related(
            "sectors",
            "services",
            "partner_countries",
            Prefetch("involvements", organisations),
            factory_links(self.day),
        )

    @cached_property
    def map_rows(self) -> list[Site]:
        """All rows with what a picture shows: country, partner countries and factory links."""
        rows = list(self.for_map(self.found))
        self._paginator.count = len(rows)  # all are here: no query needs to count them
        return rows if self.is_right else []

    def for_map(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("country").prefetch_related(
            "partner_countries", factory_links(self.day)
        )

    @property
    def announced(self) -> list[Wave]:
        """The rounds announced by today, whatever the day that is asked for."""
        return [wave for wave in self.filterset.waves if wave.announced_on <= dates.today()]

    @property
    def days_of_change(self) -> list[datetime.date]:
        """The days up to today on which a site came or its stage became another, or unsure.

        Of the sites that the filters leave; by what they are searched for they are not narrowed.
        """
        self.filterset.form.is_valid()
        sites = Site.objects.public().as_of()
        for name, value in self.filterset.form.cleaned_data.items():
            if name not in (self.search_name, "status", "sort"):
                sites = self.filterset.filters[name].filter(sites, value)
        steps = Milestone.objects.filter(reached=True, site__in=sites.order_by().values("pk"))
        spans = steps.order_by().values_list("earliest", "latest")
        days = {day for span in spans for day in span if day}
        return sorted(day for day in days if day <= dates.today())


def factory_links(day: datetime.date) -> Prefetch:
    factory = Site.objects.public().as_of(day).order_by().filter(pk=OuterRef("factory"))
    links = AntennaLink.objects.filter(Exists(factory)).select_related("factory")
    return Prefetch("factory_links", links.order_by("factory__sort_key"))
