"""The network in memory: what numbers about it are counted from, on any day, from one snapshot.

It is read from the database in a handful of queries, or from kept record forms: so a number can be
counted for many days at once, and as an edition of then gave it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from directory import dates
from directory.enums import MachineStage, SiteKind, SiteStage
from directory.models import Country, Milestone, Site, SiteMachine, Supercomputer, Wave
from directory.models.stages import Step, possible_stages
from directory.text import fold

Form = Mapping[str, Any]
Forms = Mapping[str, Mapping[str, Form]]


@dataclass(frozen=True)
class NetworkSite:
    """A published site."""

    slug: str
    name: str
    kind: str
    country: str
    wave: str
    eu_funding: Decimal | None
    partner_countries: tuple[str, ...]
    steps: tuple[Step, ...]

    def is_selected_on(self, day: datetime.date) -> bool:
        return any(s.stage == SiteStage.SELECTED and s.happened_by(day) for s in self.steps)

    def possible_stages(self, day: datetime.date) -> list[str]:
        return possible_stages(self.steps, SiteStage, day)


@dataclass(frozen=True)
class NetworkMachine:
    """A supercomputer, with the published sites that use it or will."""

    slug: str
    name: str
    role: str
    accelerators: int | None
    sites: tuple[str, ...]
    steps: tuple[Step, ...]

    def was_announced(self, day: datetime.date) -> bool | None:
        """Tell whether it was known to be planned by `day`, None where no source tells."""
        if any(step.happened_by(day) for step in self.steps):
            return True
        if any(s.stage == MachineStage.PLANNED and s.is_after(day) for s in self.steps):
            return False
        if any(step.may_have_happened_by(day) for step in self.steps):
            return None
        return None if not self.steps and day < dates.today() else not self.steps

    def possible_stages(self, day: datetime.date) -> list[str]:
        return possible_stages(self.steps, MachineStage, day)


@dataclass(frozen=True)
class NetworkCountry:
    """A country; the two days are those between which it joined the EuroHPC JU."""

    slug: str
    name: str
    eu_member: bool
    participant: bool
    earliest: datetime.date | None
    latest: datetime.date | None

    def participates_on(self, day: datetime.date) -> bool | None:
        """Tell whether it is a participating state on `day`, None where no source tells."""
        country = Country(
            eurohpc_participant=self.participant, earliest=self.earliest, latest=self.latest
        )
        return country.participates_on(day)


@dataclass(frozen=True)
class NetworkWave:
    """A selection round."""

    slug: str
    name: str
    kind: str
    announced_on: datetime.date


@dataclass(frozen=True)
class Network:
    """What the directory knew at one time about the network, each kind of record by name."""

    sites: tuple[NetworkSite, ...]
    machines: tuple[NetworkMachine, ...]
    countries: tuple[NetworkCountry, ...]
    waves: tuple[NetworkWave, ...]

    def sites_on(self, day: datetime.date, kind: SiteKind | None = None) -> list[NetworkSite]:
        """Return the sites selected by `day`, all or those of a kind."""
        return [
            site
            for site in self.sites
            if site.is_selected_on(day) and (kind is None or site.kind == kind)
        ]

    def countries_named(self, slugs: Iterable[str]) -> list[NetworkCountry]:
        wanted = set(slugs)
        return [country for country in self.countries if country.slug in wanted]

    @classmethod
    def now(cls) -> Self:
        """Return the network as the database has it, in seven queries."""
        steps: dict[tuple[str, str], list[Step]] = defaultdict(list)
        for milestone in Milestone.objects.public().filter(reached=True).order_by():
            key = milestone.site_id or "", milestone.supercomputer_id or ""
            steps[key].append(Step(milestone.stage, milestone.earliest, milestone.latest))
        partners: dict[str, list[str]] = defaultdict(list)
        for site, country in Site.partner_countries.through.objects.values_list("site", "country"):
            partners[site].append(country)
        users: dict[str, list[str]] = defaultdict(list)
        for use in SiteMachine.objects.filter(site__published=True).order_by():
            users[use.supercomputer_id].append(use.site_id)
        return cls(
            sites=_by_name(
                NetworkSite(
                    site.slug,
                    site.name,
                    site.kind,
                    site.country_id,
                    site.wave_id,
                    site.eu_funding_eur,
                    _sorted(partners[site.slug]),
                    _in_order(steps[site.slug, ""]),
                )
                for site in Site.objects.public().order_by()
            ),
            machines=_by_name(
                NetworkMachine(
                    machine.slug,
                    machine.name,
                    machine.role,
                    machine.accelerator_count,
                    _sorted(users[machine.slug]),
                    _in_order(steps["", machine.slug]),
                )
                for machine in Supercomputer.objects.order_by()
            ),
            countries=_by_name(
                NetworkCountry(
                    country.slug,
                    country.name,
                    country.eu_member,
                    country.eurohpc_participant,
                    country.earliest,
                    country.latest,
                )
                for country in Country.objects.order_by()
            ),
            waves=_by_name(
                NetworkWave(wave.slug, wave.name, wave.kind, wave.announced_on)
                for wave in Wave.objects.order_by()
            ),
        )

    @classmethod
    def of_forms(cls, forms: Forms) -> Self:
        """Return the network that record forms describe: by kind, each of them by slug."""
        public = {
            slug: form
            for slug, form in forms.get("sites", {}).items()
            if form.get("published", True)
        }
        users = defaultdict(list)
        for slug, form in public.items():
            for use in form.get("supercomputers", ()):
                users[use["supercomputer"]].append(slug)
        return cls(
            sites=_by_name(
                NetworkSite(
                    slug,
                    form["name"],
                    form["kind"],
                    form["country"],
                    form["wave"],
                    _decimal(form.get("eu_funding_eur")),
                    _sorted(form.get("partner_countries", ())),
                    _steps(form),
                )
                for slug, form in public.items()
            ),
            machines=_by_name(
                NetworkMachine(
                    slug,
                    form["name"],
                    form["role"],
                    form.get("accelerator_count"),
                    _sorted(users[slug]),
                    _steps(form),
                )
                for slug, form in forms.get("supercomputers", {}).items()
            ),
            countries=_by_name(
                NetworkCountry(
                    slug,
                    form["name"],
                    form.get("eu_member", False),
                    form.get("eurohpc_participant", False),
                    *_span(form.get("joined")),
                )
                for slug, form in forms.get("countries", {}).items()
            ),
            waves=_by_name(
                NetworkWave(slug, form["name"], form["kind"], dates.parse_day(form["announced_on"]))
                for slug, form in forms.get("waves", {}).items()
            ),
        )


def _by_name(records: Iterable[Any]) -> tuple:
    return tuple(sorted(records, key=lambda record: (fold(record.name), record.slug)))


def _sorted(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(slugs))


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=str))


def _steps(form: Form) -> tuple[Step, ...]:
    reached = (row for row in form.get("milestones", ()) if row.get("reached"))
    return _in_order(Step(row["stage"], *_span(row.get("date"))) for row in reached)


def _span(date: str | Form | None) -> tuple[datetime.date | None, datetime.date | None]:
    span = dates.span_of(date)
    return span.earliest, span.latest


def _decimal(number: Any) -> Decimal | None:
    return None if number is None else Decimal(number)
