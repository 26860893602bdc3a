"""Which sites to talk to first: what each has of what the rules ask for, and who says so."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from directory.enums import (
    LinkStatus,
    MachineStage,
    MachineUse,
    SiteCriterion,
    SiteKind,
    SiteStage,
)
from directory.evidence.footnotes import about, by_record, key_of, steps_of
from directory.guidance.answers import Answers
from directory.models import (
    Citation,
    FinderRule,
    Milestone,
    Site,
    SiteMachine,
    Source,
    Supercomputer,
)
from directory.selection import SiteSelection

#: How many times the points of the rule a link counts.
WEIGHTS: dict[str, int] = {LinkStatus.LINKED: 2, LinkStatus.LETTER_OF_INTENT: 1}


@dataclass(frozen=True)
class Reason:
    """A sentence that a rule gives, with the sources of what it says."""

    rule: FinderRule
    sentence: str
    sources: tuple[Source, ...]
    points: int = 0


@dataclass(frozen=True)
class SiteAnswer:
    """A site with the reasons for its place."""

    site: Site
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def place(self) -> tuple:
        return (
            -self.points,
            self.site.stage != SiteStage.SERVING_USERS,
            self.site.kind != SiteKind.FACTORY,
            self.site.sort_key,
        )


@dataclass(frozen=True)
class Met:
    """That a site meets a criterion: what the sentence names, where its evidence stands."""

    evidence: tuple[Site, str]
    names: dict[str, str] = field(default_factory=dict)
    times: int = 1


class Criteria:
    """What sites have of what somebody asks for."""

    def __init__(self, answers: Answers, sites: list[Site]) -> None:
        self.answers = answers
        self.country = str(answers.home or "")
        self.antennas = [
            site
            for site in sites
            if site.kind == SiteKind.ANTENNA and site.country_id == answers.country
        ]

    def met_by(self, site: Site, rules: list[FinderRule]) -> Iterator[tuple[FinderRule, Met]]:
        """Yield the rules of which the site meets the criterion."""
        for rule in rules:
            if met := CRITERIA[str(rule.criterion)](self, site):
                yield rule, met

    def own_country(self, site: Site) -> Met | None:
        if site.country_id != self.answers.country:
            return None
        return Met((site, "country"), {"country": self.country})

    def linked_factory(self, site: Site) -> Met | None:
        for antenna in self.antennas:
            for link in antenna.factory_links.all():
                if link.factory_id == site.pk:
                    names = {"antenna": antenna.name, "link": str(link.get_status_display())}
                    evidence = antenna, "linked_factories"
                    return Met(evidence, {"country": self.country} | names, WEIGHTS[link.status])
        return None

    def partner_country(self, site: Site) -> Met | None:
        if self.answers.country not in {country.pk for country in site.partner_countries.all()}:
            return None
        return Met((site, "partner_countries"), {"country": self.country})

    def sector(self, site: Site) -> Met | None:
        for sector in site.sectors.all():
            if sector.pk == self.answers.field:
                return Met((site, "sectors"), {"field": sector.name})
        return None

    def service(self, site: Site) -> Met | None:
        offered = [s.name for s in site.services.all() if s.pk in self.answers.help]
        if not offered:
            return None
        return Met((site, "services"), {"services": ", ".join(offered)}, times=len(offered))

    def machine(self, site: Site) -> Met | None:
        running = [
            use.supercomputer.name
            for use in site.machine_uses.all()
            if use.use_then == MachineUse.OFFERED
            and use.supercomputer.stage == MachineStage.OPERATIONAL
        ]
        return Met((site, "supercomputers"), {"machines": ", ".join(running)}) if running else None

    def serving(self, site: Site) -> Met | None:
        return Met((site, "status")) if site.stage == SiteStage.SERVING_USERS else None

    def antenna_abroad(self, site: Site) -> Met | None:
        is_at_home = self.answers.country in ("", site.country_id)
        return None if is_at_home or site.kind != SiteKind.ANTENNA else Met((site, "country"))


#: How each criterion is looked for.
CRITERIA: dict[str, Callable[[Criteria, Site], Met | None]] = {
    SiteCriterion.OWN_COUNTRY: Criteria.own_country,
    SiteCriterion.LINKED_FACTORY: Criteria.linked_factory,
    SiteCriterion.PARTNER_COUNTRY: Criteria.partner_country,
    SiteCriterion.SECTOR: Criteria.sector,
    SiteCriterion.SERVICE: Criteria.service,
    SiteCriterion.MACHINE: Criteria.machine,
    SiteCriterion.SERVING: Criteria.serving,
    SiteCriterion.ANTENNA_ABROAD: Criteria.antenna_abroad,
}


def _sites(day: datetime.date) -> QuerySet:
    """Return the sites of a day with what criteria look at, in a fixed number of queries."""
    everything = SiteSelection.on(day)
    machines = Prefetch("supercomputer", Supercomputer.objects.as_of(day))
    return everything.for_map(everything.all_rows()).prefetch_related(
        "sectors",
        "services",
        Prefetch("milestones", Milestone.objects.known_on(day).prefetch_related("sources")),
        Prefetch("machine_uses", SiteMachine.objects.as_of(day).prefetch_related(machines)),
    )


def ranked_sites(answers: Answers, rules: list[FinderRule], day: datetime.date) -> list[SiteAnswer]:
    """Return the sites of which a rule gives a reason, the first to talk to first."""
    sites = list(_sites(day))
    criteria = Criteria(answers, sites)
    found = [(site, list(criteria.met_by(site, rules))) for site in sites]
    evidence = {met.evidence for _site, reasons in found for _rule, met in reasons}
    citations = about(Citation, [record for record, _fact in evidence]).filter(
        states="", field__in={fact for _record, fact in evidence}
    )
    cited = by_record(citations.select_related("source"))

    def sources_of(met: Met) -> Iterator[Source]:
        site, fact = met.evidence
        for citation in cited.get(key_of(site), ()):
            if citation.field == fact:
                yield citation.source
        if fact == "status":
            for step in steps_of(site):
                yield from step.sources.all()

    answered = [
        SiteAnswer(
            site,
            tuple(
                Reason(
                    rule,
                    rule.explanation.format(site=site.name, **met.names),
                    tuple({source.pk: source for source in sources_of(met)}.values()),
                    rule.points * met.times,
                )
                for rule, met in reasons
            ),
        )
        for site, reasons in found
        if reasons
    ]
    return sorted(answered, key=lambda answer: answer.place)
