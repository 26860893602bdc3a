"""Which sites to talk to first: what each has of what the rules ask for, and who says so."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from directory.enums import SiteKind, SiteStage
from directory.evidence.footnotes import about, by_record, key_of, steps_of
from directory.guidance.answers import Answers
from directory.guidance.criteria import Criteria
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
    weighty_first = sorted(rules, key=lambda rule: -rule.points)
    found = {site: list(criteria.met_by(site, weighty_first)) for site in sites}
    sources = sources_of({met.evidence for reasons in found.values() for _rule, met in reasons})
    answered = [
        SiteAnswer(
            site,
            tuple(
                Reason(
                    rule,
                    rule.explanation.format(site=site.name, **met.names),
                    sources[met.evidence],
                    rule.points * met.times,
                )
                for rule, met in reasons
            ),
        )
        for site, reasons in found.items()
        if reasons
    ]
    return sorted(answered, key=lambda answer: answer.place)


def sources_of(evidence: set[tuple[Site, str]]) -> dict[tuple[Site, str], tuple[Source, ...]]:
    """Return who supports each fact of a site that reasons rest on; one query."""
    citations = about(Citation, [site for site, _fact in evidence]).filter(
        states="", field__in={fact for _site, fact in evidence}
    )
    cited = by_record(citations.select_related("source"))
    sources = {}
    for site, fact in evidence:
        found = [c.source for c in cited.get(key_of(site), ()) if c.field == fact]
        if fact == "status":
            found += [source for step in steps_of(site) for source in step.sources.all()]
        sources[site, fact] = tuple(dict.fromkeys(found))
    return sources
