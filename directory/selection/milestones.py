"""Selections of milestones: what can be asked of them, and the rows that answer."""

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.models import Milestone, Site, SiteMachine, Supercomputer, Wave
from directory.models.milestones import STAGES
from directory.selection.filters import (
    AsOfFilter,
    ChoiceOfField,
    ChoiceOfLink,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.selection import Selection
from directory.selection.supercomputers import countries

SITES, SUPERCOMPUTERS = "sites", "supercomputers"
REACHED, PLANNED = "reached", "planned"

ORDERS = {
    "country": (_("Country"), "country_key"),
    "subject": (_("Site or supercomputer"), "subject_key"),
    "date": (_("Date"), "latest"),
    "stated_on": (_("Stated on"), "stated_on"),
}
#: Sites by name, each with its machines below it; the steps of each in the order of their days.
TIES = (
    "country_key",
    "home_key",
    "subject_kind",
    "subject_key",
    "subject_slug",
    F("latest").asc(nulls_last=True),
    F("stated_on").asc(nulls_last=True),
    "pk",
)


def lane_order(row: Milestone) -> tuple:
    """Return the place of a row in the order that TIES give, however the list is sorted."""
    last = datetime.date.max
    return (
        *(getattr(row, key) for key in TIES[:5]),
        row.latest or last,
        row.stated_on or last,
        row.pk,
    )


def sites_of(day: datetime.date) -> QuerySet:
    """Return the sites that visitors may see of a day, bare."""
    return Site.objects.public().as_of(day).order_by()


class ChoiceOfHome(ChoiceOfLink):
    """Milestones of some sites and of the machines that they use, by a `column` of the site."""

    def __init__(self, *, column: str, **options: Any) -> None:
        super().__init__(link=SiteMachine, row="supercomputer_id", value=column, **options)

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        if not values:
            return rows
        homes = sites_of(self.parent.day).filter(**{f"{self.value}__in": values}).values("pk")
        uses = SiteMachine.objects.filter(site__in=homes).values("supercomputer")
        return rows.filter(Q(site__in=homes) | Q(supercomputer__in=uses))

    def members(self) -> Iterable[tuple[str, int]]:
        place = ("pk", "wave").index(self.value)
        return ((home[place], milestone) for milestone, *home in self.parent.homes)


class MilestoneFilterSet(FilterSetOfRecords):
    """The filters of the list of milestones."""

    subject = ChoiceOfField(
        field_name="subject_kind",
        choices=[(SITES, _("Sites")), (SUPERCOMPUTERS, _("Supercomputers"))],
        label=_("Whose steps"),
        help_text=_("Those of the sites or those of the supercomputers."),
    )
    reached = ChoiceOfField(
        field_name="state",
        choices=[(REACHED, _("Reached")), (PLANNED, _("Planned"))],
        label=_("Reached or planned"),
        help_text=_("What has happened, or what a source announced for later."),
    )
    stage = ChoiceOfField(
        choices=STAGES,
        label=_("Step"),
        help_text=_("The first four are steps of sites, the others of supercomputers."),
    )
    wave = ChoiceOfHome(
        column="wave",
        label=_("Wave"),
        help_text=_("The sites chosen in a selection round, with their machines."),
    )
    country = ChoiceOfField(
        field_name="subject_country",
        label=_("Country"),
        help_text=_("The country of the site or of the machine, as ISO 3166-1 code."),
    )
    site = ChoiceOfHome(
        column="pk",
        label=_("Site"),
        help_text=_("A site with the machines that it uses or will use."),
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS, ties=TIES)

    RECORDS: ClassVar[dict[str, Any]] = {
        "country": countries,
        "site": lambda: list(Site.objects.public().values_list("slug", "name")),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: All waves by name; pages show the days of these too, for the one query.
        self.waves = list(Wave.objects.order_by("sort_key", "slug"))
        self.filters["wave"].extra["choices"] = [(wave.slug, wave.name) for wave in self.waves]

    @cached_property
    def homes(self) -> list[tuple[int, str, str]]:
        """Each milestone with a site to which it belongs and the wave of that site; one query."""
        sites, milestones = sites_of(self.day).values("pk"), Milestone.objects.order_by()
        own = milestones.filter(site__in=sites).values_list("pk", "site_id", "site__wave_id")
        machine = "supercomputer__site_uses__site"
        used = milestones.filter(**{f"{machine}__in": sites})
        return list(own.union(used.values_list("pk", f"{machine}_id", f"{machine}__wave_id")))


class MilestoneSelection(Selection):
    """A selection of the steps and plans that were known on a day.

    They come country by country, site by site, each site with its machines.
    """

    name = "milestones"
    title = _("Timeline")
    counted_words = ngettext_lazy(
        "%(count)d step reached or planned", "%(count)d steps reached or planned", "count"
    )
    filterset_class = MilestoneFilterSet
    filterset: MilestoneFilterSet
    orders = ORDERS
    # The timeline is read as a whole, and its picture leads to rows of the same page.
    page_size = 500
    pages: ClassVar[dict[str, str]] = {"list": "directory:timeline"}

    @property
    def waves(self) -> list[Wave]:
        """The waves that had been announced on the day, the first one first."""
        announced = [wave for wave in self.filterset.waves if wave.announced_on <= self.day]
        return sorted(announced, key=lambda wave: wave.announced_on)

    def all_rows(self) -> QuerySet:
        sites = sites_of(self.day)
        machines = Supercomputer.objects.as_of(self.day).order_by()
        uses = SiteMachine.objects.filter(
            Exists(sites.filter(pk=OuterRef("site"))),
            supercomputer=OuterRef("supercomputer"),
        )
        at_home = Case(
            When(site__country=F("supercomputer__country"), then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        first_use = uses.order_by(at_home, "site__sort_key").values("site__sort_key")[:1]
        return (
            Milestone.objects.public()
            .known_on(self.day)
            .filter(Q(site__in=sites.values("pk")) | Q(supercomputer__in=machines.values("pk")))
            .annotate(
                day=Value(self.day, output_field=DateField()),
                subject_kind=Case(
                    When(site__isnull=False, then=Value(SITES)),
                    default=Value(SUPERCOMPUTERS),
                    output_field=CharField(),
                ),
                state=Case(
                    When(reached=True, then=Value(REACHED)),
                    default=Value(PLANNED),
                    output_field=CharField(),
                ),
                subject_slug=Coalesce("site_id", "supercomputer_id"),
                subject_key=Coalesce("site__sort_key", "supercomputer__sort_key"),
                subject_country=Coalesce("site__country_id", "supercomputer__country_id"),
                country_key=Coalesce("site__country__sort_key", "supercomputer__country__sort_key"),
                home_key=Coalesce("site__sort_key", Subquery(first_use), Value("")),
            )
            .order_by(*TIES)
        )

    def for_table(self, rows: QuerySet) -> QuerySet:
        """Add the subjects, each with everything known of it on the day, and the sources."""
        known = Milestone.objects.known_on(self.day).order_by("latest", "pk")
        return rows.select_related("site__country", "supercomputer__country").prefetch_related(
            "sources",
            Prefetch("site__milestones", known),
            Prefetch("supercomputer__milestones", known),
        )
