"""Every metric: what is counted of the network, one small function each, with its definition.

A claim names its metric; the front page and the pages of numbers use the same functions. What
cannot be counted from the records stands in `uncounted` with the reason.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from directory.enums import MachineRole, MachineStage, SiteKind, SiteStage, WaveKind
from directory.evidence.counting import (
    COUNTED,
    Count,
    Item,
    Listing,
    Metric,
    announcement_gap,
    count_of,
    counted,
    figure_gap,
    is_among,
    joining_gap,
    stage_gap,
)
from directory.evidence.network import Network, NetworkMachine, NetworkSite
from directory.evidence.uncounted import UNCOUNTED, unknown_metric

Day = datetime.date

FACTORIES = _("factories")
ANTENNAS = _("antennas")
SITES = _("sites")
COUNTRIES = _("countries")
STATES = _("Member States")
MACHINES = _("supercomputers")

SERVING = _(
    "A site serves users when services are on offer to them, on whatever machine. It does not mean"
    " that a new machine of the site runs."
)
NEW_MACHINES = _(
    "“New AI-optimised” are the machines that EuroHPC's selection releases count as new: five, four"
    " and six in the three waves. Alice Recoque and DAEDALUS were planned and procured before and"
    " apart from an AI Factory and count as existing machines, as do JUPITER and Arrhenius; the"
    " extensions LISA, Discoverer+, FinisTerrae IV and that of MareNostrum 5 count as upgrades."
)
#: What texts mean by "operational": services for users, or new machines that run.
TWO_MEANINGS = ("sites_serving_users", "new_ai_supercomputers_operational")
NEW_IN_OPERATION = Listing(
    "supercomputers",
    {"role": MachineRole.NEW_AI_OPTIMISED.value, "status": MachineStage.OPERATIONAL.value},
)
PARTNERS = _(
    "The partner countries are those that sources name for a site. They bear no dates: those"
    " known today are counted from the day on which the site was selected. Countries that are"
    " known only through an organisation that takes part are left out."
)


def serving(sites: Iterable[NetworkSite], day: Day) -> Count:
    pairs = ((s, is_among(s.possible_stages(day), SiteStage.SERVING_USERS)) for s in sites)
    return count_of("site", pairs, stage_gap)


def of_wave(network: Network, day: Day, wave: str) -> Count:
    sites = network.sites_on(day, SiteKind.FACTORY)
    return count_of("site", (site for site in sites if site.wave == wave))


def hosts(network: Network, day: Day, kind: SiteKind | None = None, wave: str = "") -> list:
    sites = network.sites_on(day, kind)
    return network.countries_named(s.country for s in sites if wave in ("", s.wave))


def participants(
    network: Network, day: Day, *waves: str, kind: SiteKind | None = SiteKind.FACTORY
) -> Count:
    sites = [site for site in network.sites_on(day, kind) if not waves or site.wave in waves]
    taking_part = {site.country for site in sites}.union(*(s.partner_countries for s in sites))
    return count_of("country", network.countries_named(taking_part))


def machines_of(
    network: Network, day: Day, *, kind: SiteKind | None = None, wave: str = ""
) -> list[NetworkMachine]:
    """Return the machines that sites of a day use or will use."""
    users = {s.slug for s in network.sites_on(day, kind) if wave in ("", s.wave)}
    return [machine for machine in network.machines if users & set(machine.sites)]


def announced(machines: Iterable[NetworkMachine], day: Day) -> Count:
    pairs = ((machine, machine.was_announced(day)) for machine in machines)
    return count_of("supercomputer", pairs, announcement_gap)


def running(machines: Iterable[NetworkMachine], day: Day) -> Count:
    known = (m for m in machines if m.was_announced(day) is not False)
    pairs = ((m, is_among(m.possible_stages(day), MachineStage.OPERATIONAL)) for m in known)
    return count_of("supercomputer", pairs, stage_gap)


def new_machines(machines: Iterable[NetworkMachine]) -> list[NetworkMachine]:
    return [machine for machine in machines if machine.role == MachineRole.NEW_AI_OPTIMISED]


# Sites


@counted(
    _("Sites of the network"),
    _("AI Factories and AI Factory Antennas that were selected by the day."),
    unit=SITES,
    listing=Listing("sites"),
)
def sites_total(network: Network, day: Day) -> Count:
    return count_of("site", network.sites_on(day))


@counted(
    _("AI Factories selected"),
    _("AI Factories that were selected by the day, whatever stage they have reached since."),
    unit=FACTORIES,
    listing=Listing("sites", {"kind": SiteKind.FACTORY.value}),
    is_headline=True,
)
def factories_total(network: Network, day: Day) -> Count:
    return count_of("site", network.sites_on(day, SiteKind.FACTORY))


@counted(
    _("Antennas selected"),
    _("AI Factory Antennas that were selected by the day, whatever stage they have reached since."),
    unit=ANTENNAS,
    listing=Listing("sites", {"kind": SiteKind.ANTENNA.value}),
    is_headline=True,
)
def antennas_total(network: Network, day: Day) -> Count:
    return count_of("site", network.sites_on(day, SiteKind.ANTENNA))


@counted(
    _("Sites serving users"),
    format_lazy("{} {}", _("AI Factories and Antennas that serve users on the day."), SERVING),
    unit=SITES,
    listing=Listing("sites", {"status": SiteStage.SERVING_USERS.value}),
    is_headline=True,
)
def sites_serving_users(network: Network, day: Day) -> Count:
    return serving(network.sites_on(day), day)


@counted(
    _("AI Factories in operation"),
    format_lazy("{} {}", _("“Operational” or “running” means: serves users."), SERVING),
    unit=FACTORIES,
    judgement=_(
        "Services run on existing machines. Whoever calls a factory operational only when its own"
        " new machine runs counts the new AI-optimised supercomputers in operation instead."
    ),
    listing=Listing(
        "sites", {"kind": SiteKind.FACTORY.value, "status": SiteStage.SERVING_USERS.value}
    ),
    beside=TWO_MEANINGS,
)
def factories_operational(network: Network, day: Day) -> Count:
    return serving(network.sites_on(day, SiteKind.FACTORY), day)


@counted(
    _("AI Factories and Antennas in operation"),
    format_lazy("{} {}", _("“Operational” means: serves users."), SERVING),
    unit=SITES,
    judgement=_(
        "Services run on existing machines. Whoever calls a site operational only when its own"
        " new machine runs counts the new AI-optimised supercomputers in operation instead."
    ),
    listing=Listing("sites", {"status": SiteStage.SERVING_USERS.value}),
    beside=TWO_MEANINGS,
)
def factories_and_antennas_operational(network: Network, day: Day) -> Count:
    return serving(network.sites_on(day), day)


@counted(
    _("AI Factories being established"),
    _("AI Factories that were selected by the day and have not ended."),
    unit=FACTORIES,
    judgement=_(
        "A factory that serves users on an existing machine while its own is still to come counts"
        " as being established. Whoever reads “being established” as “not yet serving users”"
        " counts fewer: the factories selected less those in operation."
    ),
    listing=Listing("sites", {"kind": SiteKind.FACTORY.value}),
)
def factories_being_established(network: Network, day: Day) -> Count:
    going_on = [stage for stage in SiteStage.values if stage != SiteStage.ENDED]
    sites = network.sites_on(day, SiteKind.FACTORY)
    pairs = ((site, is_among(site.possible_stages(day), *going_on)) for site in sites)
    return count_of("site", pairs, stage_gap)


@counted(
    _("AI Factories selected in the first wave"),
    _("AI Factories of the wave of 10 December 2024."),
    unit=FACTORIES,
    listing=Listing("sites", {"wave": "wave-1"}),
)
def factories_selected_wave1(network: Network, day: Day) -> Count:
    return of_wave(network, day, "wave-1")


@counted(
    _("AI Factories selected in the second wave"),
    _("AI Factories of the wave of 12 March 2025."),
    unit=FACTORIES,
    listing=Listing("sites", {"wave": "wave-2"}),
)
def factories_selected_wave2(network: Network, day: Day) -> Count:
    return of_wave(network, day, "wave-2")


@counted(
    _("AI Factories selected in the third wave"),
    _("AI Factories of the wave of 10 October 2025."),
    unit=FACTORIES,
    listing=Listing("sites", {"wave": "wave-3"}),
)
def factories_selected_wave3(network: Network, day: Day) -> Count:
    return of_wave(network, day, "wave-3")


@counted(
    _("Waves of AI Factories"),
    _("Rounds announced by the day in which at least one AI Factory was selected."),
    unit=_("waves"),
)
def waves_of_factories(network: Network, day: Day) -> Count:
    chosen = {site.wave for site in network.sites_on(day, SiteKind.FACTORY)}
    waves = (w for w in network.waves if w.slug in chosen and w.announced_on <= day)
    return count_of("wave", (wave for wave in waves if wave.kind == WaveKind.FACTORY))


# Countries


@counted(
    _("Host countries"),
    _("Countries that host at least one AI Factory or Antenna selected by the day."),
    unit=COUNTRIES,
    is_headline=True,
)
def host_countries(network: Network, day: Day) -> Count:
    return count_of("country", hosts(network, day))


@counted(
    _("Member States that host an AI Factory"),
    _("Member States of the EU that host at least one AI Factory selected by the day."),
    unit=STATES,
    judgement=_("Hosts of antennas and countries that only take part are not counted."),
)
def host_member_states(network: Network, day: Day) -> Count:
    found = hosts(network, day, SiteKind.FACTORY)
    return count_of("country", (country for country in found if country.eu_member))


@counted(
    _("Host countries of the third wave"),
    _("Countries that host an AI Factory of the wave of 10 October 2025."),
    unit=COUNTRIES,
)
def wave3_host_countries(network: Network, day: Day) -> Count:
    return count_of("country", hosts(network, day, SiteKind.FACTORY, "wave-3"))


@counted(
    _("Antennas in Member States"),
    _("AI Factory Antennas selected by the day whose host country is a Member State of the EU."),
    unit=ANTENNAS,
)
def antennas_in_member_states(network: Network, day: Day) -> Count:
    members = {country.slug for country in network.countries if country.eu_member}
    antennas = network.sites_on(day, SiteKind.ANTENNA)
    return count_of("site", (site for site in antennas if site.country in members))


@counted(
    _("Countries that take part in AI Factories"),
    _("Host countries and partner countries of the AI Factories selected by the day."),
    unit=COUNTRIES,
    judgement=format_lazy(
        "{} {}", PARTNERS, _("Host countries of antennas are not counted among them.")
    ),
)
def participating_countries(network: Network, day: Day) -> Count:
    return participants(network, day)


@counted(
    _("Countries that take part in AI Factories and Antennas"),
    _("Host countries and partner countries of the AI Factories and Antennas selected by the day."),
    unit=COUNTRIES,
    judgement=PARTNERS,
)
def participating_countries_with_antennas(network: Network, day: Day) -> Count:
    return participants(network, day, kind=None)


@counted(
    _("Countries that take part in the first wave"),
    _("Host countries and partner countries of the AI Factories of the first wave."),
    unit=COUNTRIES,
    judgement=PARTNERS,
)
def participating_countries_wave1(network: Network, day: Day) -> Count:
    return participants(network, day, "wave-1")


@counted(
    _("Countries that take part in the first two waves"),
    _("Host countries and partner countries of the AI Factories of the first two waves."),
    unit=COUNTRIES,
    judgement=PARTNERS,
)
def participating_countries_after_wave2(network: Network, day: Day) -> Count:
    return participants(network, day, "wave-1", "wave-2")


@counted(
    _("Participating states of the EuroHPC JU"),
    _("States that take part in the EuroHPC Joint Undertaking on the day."),
    unit=_("states"),
    judgement=_(
        "Founding members count from 2018. On past days a state of which the day of joining is not"
        " published may or may not be among them. Switzerland counts from its return in 2025."
    ),
)
def ju_participating_states(network: Network, day: Day) -> Count:
    pairs = ((country, country.participates_on(day)) for country in network.countries)
    return count_of("country", pairs, joining_gap)


# Supercomputers


@counted(
    _("Supercomputers"),
    _(
        "Machines known by the day that sites of the network use or will use, or that stand at"
        " their hosts: in operation, being built or planned."
    ),
    unit=MACHINES,
    listing=Listing("supercomputers"),
    is_headline=True,
)
def supercomputers_total(network: Network, day: Day) -> Count:
    return announced(network.machines, day)


@counted(
    _("Supercomputers in operation"),
    _("Machines of the directory, of whatever role, that are in operation on the day."),
    unit=MACHINES,
    listing=Listing("supercomputers", {"status": MachineStage.OPERATIONAL.value}),
)
def supercomputers_operational(network: Network, day: Day) -> Count:
    return running(network.machines, day)


@counted(
    _("New AI-optimised supercomputers in operation"),
    _("New AI-optimised machines that users can compute on, as far as a source says so."),
    unit=MACHINES,
    judgement=NEW_MACHINES,
    listing=NEW_IN_OPERATION,
    is_headline=True,
)
def new_ai_supercomputers_operational(network: Network, day: Day) -> Count:
    return running(new_machines(network.machines), day)


@counted(
    _("New AI-optimised supercomputers deployed"),
    _(
        "“Deployed” means: in operation. A machine of which only the contract is signed, or that"
        " is being installed, is not counted."
    ),
    unit=MACHINES,
    judgement=NEW_MACHINES,
    listing=NEW_IN_OPERATION,
    beside=TWO_MEANINGS,
)
def new_ai_supercomputers_deployed(network: Network, day: Day) -> Count:
    return running(new_machines(network.machines), day)


@counted(
    _("New AI-optimised supercomputers announced"),
    _("New AI-optimised machines announced by the day, whether or not they run since."),
    unit=MACHINES,
    judgement=NEW_MACHINES,
    listing=Listing("supercomputers", {"role": MachineRole.NEW_AI_OPTIMISED.value}),
)
def new_ai_supercomputers_planned(network: Network, day: Day) -> Count:
    return announced(new_machines(network.machines), day)


@counted(
    _("New AI-optimised supercomputers of the first wave"),
    _("New AI-optimised machines announced by the day for AI Factories of the first wave."),
    unit=MACHINES,
    judgement=NEW_MACHINES,
)
def new_ai_supercomputers_wave1(network: Network, day: Day) -> Count:
    return announced(new_machines(machines_of(network, day, wave="wave-1")), day)


@counted(
    _("New AI-optimised supercomputers of the second wave"),
    _("New AI-optimised machines announced by the day for AI Factories of the second wave."),
    unit=MACHINES,
    judgement=NEW_MACHINES,
)
def new_ai_supercomputers_wave2(network: Network, day: Day) -> Count:
    return announced(new_machines(machines_of(network, day, wave="wave-2")), day)


@counted(
    _("New AI-optimised supercomputers of the third wave"),
    _("New AI-optimised machines announced by the day for AI Factories of the third wave."),
    unit=MACHINES,
    judgement=NEW_MACHINES,
)
def new_ai_supercomputers_wave3(network: Network, day: Day) -> Count:
    return announced(new_machines(machines_of(network, day, wave="wave-3")), day)


@counted(
    _("Contracts for new or upgraded systems of AI Factories signed in 2026"),
    _(
        "New AI-optimised machines and upgrades that AI Factories use or will use, of which the"
        " contract was signed in 2026 and by the day."
    ),
    unit=_("contracts"),
    judgement=NEW_MACHINES,
)
def factory_system_contracts_signed_in_2026(network: Network, day: Day) -> Count:
    roles = (MachineRole.NEW_AI_OPTIMISED, MachineRole.UPGRADE)
    machines = machines_of(network, day, kind=SiteKind.FACTORY)
    pairs = ((m, signed_in(m, 2026, day)) for m in machines if m.role in roles)
    return count_of("supercomputer", pairs, stage_gap)


def signed_in(machine: NetworkMachine, year: int, day: Day) -> bool | None:
    """Tell whether a contract was signed in a year and by a day, None where no source tells."""
    answer: bool | None = False
    if day.year < year:
        return answer
    first, last = datetime.date(year, 1, 1), min(datetime.date(year, 12, 31), day)
    for step in machine.steps:
        if step.stage != MachineStage.CONTRACT_SIGNED:
            continue
        if step.earliest and step.latest and first <= step.earliest and step.latest <= last:
            return True
        begins, ends = step.earliest or first, step.latest or last
        if begins <= last and ends >= first:
            answer = None
    return answer


# Figures of records


@counted(
    _("Chips of one AI Factory, at most"),
    _(
        "The largest published number of accelerators of one machine that an AI Factory uses or"
        " will use, of those known by the day. Numbers are those known today."
    ),
    unit=_("chips"),
    judgement=_(
        "“Chips” are read as accelerators. Of most machines to come no number is published, so that"
        " the largest one may be higher."
    ),
)
def factory_chips_each(network: Network, day: Day) -> Count:
    machines = machines_of(network, day, kind=SiteKind.FACTORY)
    known = [machine for machine in machines if machine.was_announced(day) is not False]
    certain = [machine for machine in known if machine.was_announced(day)]
    largest = max((m.accelerators for m in certain if m.accelerators is not None), default=0)
    pairs = (
        (m, m.accelerators == largest if m in certain and m.accelerators is not None else None)
        for m in known
    )
    return with_open_end(Decimal(largest), pairs, "supercomputer")


@counted(
    _("EU money for the antennas"),
    _("The sum of the EU funding published for antennas selected by the day, in euros."),
    unit=_("EUR"),
    judgement=_(
        "The funding of most antennas is not published, so that the sum is only a lower bound."
    ),
)
def antennas_eu_funding(network: Network, day: Day) -> Count:
    antennas = network.sites_on(day, SiteKind.ANTENNA)
    total = sum((site.eu_funding or Decimal(0) for site in antennas), Decimal(0))
    pairs = ((site, None if site.eu_funding is None else True) for site in antennas)
    return with_open_end(total, pairs, "site")


def with_open_end(value: Decimal, pairs: Iterable[tuple], page: str) -> Count:
    """Return a figure of records that may be higher where one of them is not published."""
    found = count_of(page, pairs)
    if not found.uncertain:
        return Count(value, value, found.counted)
    uncertain: tuple[Item, ...] = found.uncertain
    return Count(value, None, found.counted, uncertain, figure_gap(len(uncertain)))


METRICS: dict[str, Metric] = COUNTED | UNCOUNTED


def metric_of(name: str) -> Metric:
    """Return the metric of a claim; one that nobody has registered says that it is unknown."""
    return METRICS.get(name) or unknown_metric(name)


def headline_numbers(network: Network, day: Day) -> list[tuple[Metric, Count]]:
    """Return the numbers that the front page shows, as of a day."""
    headlines = (metric for metric in COUNTED.values() if metric.is_headline)
    return [(metric, metric.count(network, day)) for metric in headlines]
