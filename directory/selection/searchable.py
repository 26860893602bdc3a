"""What can be found: the public records, each with the facts by which people look for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from directory.enums import HelpKind, OrganisationRole, SiteKind
from directory.models import (
    AccessMode,
    Country,
    HelpEntry,
    Organisation,
    Sector,
    Service,
    Site,
    SiteMachine,
    SiteOrganisation,
    Source,
    Supercomputer,
    Wave,
)
from directory.selection.exonyms import COUNTRIES, TOWNS
from directory.selection.search_index import Entry, Fact, Term

NAME = Fact(_("name"), 0, is_name=True)
ACRONYM = Fact(_("short name"), 0, is_name=True)
ALIAS = Fact(_("also called"), 3, is_name=True)
CITY = Fact(_("city"), 10, is_name=True)
COUNTRY = Fact(_("country"), 10, is_name=True)
MACHINE = Fact(_("machine"), 10, is_name=True)
MACHINE_CITY = Fact(_("city of a machine"), 16)
SECTOR = Fact(_("sector"), 15)
AS_PUBLISHED = Fact(_("as published"), 35)
SERVICE = Fact(_("service"), 28)
WAVE = Fact(_("wave"), 22)
PARTNER_COUNTRY = Fact(_("partner country"), 24)
KIND = Fact(_("kind"), 26)
ROLES = {
    OrganisationRole.HOST: Fact(_("host"), 14),
    OrganisationRole.COORDINATOR: Fact(_("coordinator"), 15),
    OrganisationRole.PARTNER: Fact(_("partner"), 20),
}
OPERATOR = Fact(_("operator"), 14)
SITE = Fact(_("site"), 20)
VENDOR = Fact(_("vendor"), 20)
ACCELERATOR = Fact(_("accelerator"), 20)
TITLE = Fact(_("title"), 30)
PUBLISHER = Fact(_("publisher"), 40)
ADDRESS = Fact(_("address"), 45)
TRACK = Fact(_("track"), 26)
FOR_WHOM = Fact(_("for whom"), 50)
NOTE = Fact(_("note"), 50)
TERM = Fact(_("term"), 5)
QUESTION = Fact(_("question"), 30)
ASKED_BY = Fact(_("asked by"), 45)
ANSWER = Fact(_("answer"), 58)
OF_COUNTRY = Fact(_("country"), 25)
TOWN = Fact(_("town"), 40)
COUNTRY_OF_TOWN = Fact(_("country of this town"), 60)

#: Other words for kinds, so that "antenna in Ireland" or "machines Finland" find what they mean.
KIND_WORDS = {
    SiteKind.FACTORY: ("AI Factory", "AI Factories", "site"),
    SiteKind.ANTENNA: ("AI Factory Antenna", "AI Factory Antennas", "site"),
}
MODE_WORDS = ("access mode", "access modes", "call", "calls", "cut-off", "cut-offs")
MACHINE_WORDS = ("supercomputer", "supercomputers", "machine", "machines")


def entries() -> list[Entry]:
    """Return everything that visitors may find, with a fixed number of queries."""
    # Words are compared in the language of the records, whatever the page speaks.
    with translation.override("en"):
        return list(_entries())


class Records:
    """The records that refer to each other, each kind asked for once."""

    def __init__(self) -> None:
        self.countries = by_slug(Country.objects.all())
        self.organisations = by_slug(Organisation.objects.all())
        self.machines = by_slug(Supercomputer.objects.all())
        self.sectors = by_slug(Sector.objects.all())
        self.services = by_slug(Service.objects.all())
        self.waves = by_slug(Wave.objects.all())
        self.sites = by_slug(Site.objects.public().as_of())
        uses = SiteMachine.objects.values_list("site_id", "supercomputer_id")
        self.uses = [use for use in uses if use[0] in self.sites]


def _entries() -> Iterator[Entry]:
    records = Records()
    yield from sites(records)
    yield from machines(records)
    for country in records.countries.values():
        towns = (Term(TOWN, town, town) for town in TOWNS.get(country.pk, ()))
        yield entry("country", country, (), [*country_terms(ALIAS, country, NAME), *towns])
    for body in records.organisations.values():
        of = records.countries.get(body.country_id)
        places = country_terms(OF_COUNTRY, of) if of else []
        yield entry("organisation", body, [of and of.name], [*own_names(body), *places])
    for wave in records.waves.values():
        yield entry("wave", wave, (), wave_terms(ALIAS, wave, NAME))
    for sector in records.sectors.values():
        yield entry("sector", sector, (), own_names(sector))
    for answered in HelpEntry.objects.all():
        yield entry("help", answered, (answered.theme,), help_terms(answered))
    for mode in AccessMode.objects.all():
        yield entry("access-mode", mode, (mode.get_track_display(),), mode_terms(mode))
    for source in Source.objects.all():
        yield entry("source", source, (source.publisher, source.as_published), source_terms(source))


def sites(records: Records) -> Iterator[Entry]:
    terms = {slug: site_terms(site, records) for slug, site in records.sites.items()}

    involved = SiteOrganisation.objects.values_list("site_id", "role", "organisation_id")
    links = [
        *((slug, ROLES[OrganisationRole(r)], records.organisations[o]) for slug, r, o in involved),
        *((slug, MACHINE, records.machines[m]) for slug, m in records.uses),
        *((slug, SECTOR, records.sectors[s]) for slug, s in linked(Site.sectors, "sector")),
        *((slug, SERVICE, records.services[s]) for slug, s in linked(Site.services, "service")),
    ]
    for slug, fact, other in links:
        if slug in terms:
            terms[slug] += names(fact, other)
    for slug, machine in records.uses:
        city = records.machines[machine].city
        terms[slug].append(Term(MACHINE_CITY, city, f"{city} ({records.machines[machine]})"))
    for slug, country in linked(Site.partner_countries, "country"):
        if slug in terms:
            terms[slug] += country_terms(PARTNER_COUNTRY, records.countries[country])
    for slug, site in records.sites.items():
        about = (SiteKind(site.kind).label, site.city, records.countries[site.country_id].name)
        yield entry("site", site, about, terms[slug])


def site_terms(site: Site, records: Records) -> list[Term]:
    """Return the terms of a site that stand in its own record."""
    country = records.countries[site.country_id]
    as_published = (*site.sectors_as_published, *site.services_as_published)
    return [
        *own_names(site),
        Term(ACRONYM, site.acronym, site.acronym),
        Term(CITY, site.city, site.city),
        *country_terms(COUNTRY, country),
        *wave_terms(WAVE, records.waves[site.wave_id]),
        *(Term(KIND, word, SiteKind(site.kind).label) for word in KIND_WORDS[SiteKind(site.kind)]),
        *(Term(AS_PUBLISHED, words, words) for words in as_published),
        *(Term(COUNTRY_OF_TOWN, town, country.name) for town in TOWNS.get(country.pk, ())),
    ]


def machines(records: Records) -> Iterator[Entry]:
    users: dict[str, list[Site]] = defaultdict(list)
    for slug, machine in records.uses:
        users[machine].append(records.sites[slug])
    for record in records.machines.values():
        country = records.countries[record.country_id]
        operator = records.organisations.get(record.operator_id)
        terms = [
            *own_names(record),
            Term(CITY, record.city, record.city),
            *country_terms(COUNTRY, country),
            *(names(OPERATOR, operator) if operator else ()),
            *(term for site in users[record.pk] for term in names(SITE, site)),
            Term(VENDOR, record.vendor, record.vendor),
            Term(ACCELERATOR, record.accelerator_model, record.accelerator_model),
            *(Term(KIND, word, _("Supercomputer")) for word in MACHINE_WORDS),
        ]
        yield entry("supercomputer", record, (record.city, country.name), terms)


def mode_terms(mode: AccessMode) -> list[Term]:
    return [
        Term(NAME, mode.name, mode.name),
        Term(TRACK, mode.get_track_display(), mode.get_track_display()),
        Term(FOR_WHOM, mode.for_whom, mode.for_whom),
        *(Term(KIND, word, _("Way to computing time")) for word in MODE_WORDS),
    ]


def source_terms(source: Source) -> list[Term]:
    host = (urlsplit(source.url).hostname or "").removeprefix("www.")
    return [
        Term(TITLE, source.title, source.title),
        Term(PUBLISHER, source.publisher, source.publisher),
        Term(ADDRESS, host, host),
        Term(NOTE, source.note, source.note),
    ]


def help_terms(answered: HelpEntry) -> list[Term]:
    fact = TERM if answered.kind == HelpKind.TERM else QUESTION
    return [
        Term(fact, answered.question, answered.question),
        Term(ASKED_BY, answered.asked_by, answered.asked_by),
        Term(ANSWER, answered.answer, _("its answer")),
    ]


def by_slug(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.pk: row for row in rows}


def entry(kind: str, record: Any, about: Iterable[Any], terms: Iterable[Term]) -> Entry:
    told = tuple(filter(None, about))
    spoken = tuple(term for term in dict.fromkeys(terms) if term.words)
    return Entry(kind, record.pk, str(record), record.sort_key, told, spoken)


def own_names(record: Any) -> list[Term]:
    """Return the terms of a record that is itself what is looked for."""
    aliases = [Term(ALIAS, alias, alias) for alias in record.aliases]
    return [Term(NAME, record.name, record.name), *aliases]


def called(record: Any) -> list[str]:
    return [record.name, getattr(record, "acronym", ""), *record.aliases]


def names(fact: Fact, record: Any) -> list[Term]:
    """Return the terms by which one record is found through another, which is told by its name."""
    return [Term(fact, words, record.name) for words in called(record) if words]


def country_terms(fact: Fact, country: Country, name: Fact | None = None) -> list[Term]:
    others = [country.pk, *country.aliases, *COUNTRIES.get(country.pk, ())]
    shown = country.name if name is None else None
    return [
        Term(name or fact, country.name, country.name),
        *(Term(fact, words, shown or words) for words in others),
    ]


def wave_terms(fact: Fact, wave: Wave, name: Fact | None = None) -> list[Term]:
    """Return the terms of a wave: its name, its slug as people say it, what it selected."""
    return [
        Term(name or fact, wave.name, wave.name),
        Term(fact, wave.pk, wave.name if name is None else wave.pk),
        Term(fact, wave.get_kind_display(), wave.name),
    ]


def linked(field: Any, value: str) -> Iterable[tuple[str, str]]:
    """Return (site, other record) for each link of a field with many records on both sides."""
    return field.through._default_manager.order_by().values_list("site_id", f"{value}_id")
