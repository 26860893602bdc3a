"""What sites have of what somebody asks for: the criteria that rules of the finder can name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from directory.enums import (
    LinkStatus,
    MachineStage,
    MachineUse,
    SiteCriterion,
    SiteKind,
    SiteStage,
)
from directory.guidance.answers import Answers
from directory.models import FinderRule, Site

#: How many times the points of the rule a link counts.
WEIGHTS: dict[str, int] = {LinkStatus.LINKED: 2, LinkStatus.LETTER_OF_INTENT: 1}


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
                    names = {
                        "antenna": antenna.name,
                        "link": str(link.get_status_display()).lower(),
                    }
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
