"""What people type, and what the search finds first and by which fact."""

import datetime
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from directory.models import Site
from directory.selection import SiteSelection
from directory.selection.found import KINDS, found
from directory.selection.search import Search
from tests.factories import make_country, make_organisation, make_site, make_supercomputer, recorded

pytestmark = pytest.mark.usefixtures("network")

# What is typed, the site that comes first among the sites, and why.
SITES = {
    # the examples of the issue
    "Krakow": ("gaia-ai-factory", "city: Kraków"),
    "Poznan": ("piast-aif", "city: Poznań"),
    "Juelich": ("jaif", "city: Jülich"),
    "Munich": ("hammerhai", "partner: Leibniz Supercomputing Centre (LRZ)"),
    "Athina": ("pharos", "city: Athens"),
    "Czech Republic": ("czai", "country: Czechia"),
    "Holland": ("nlaif", "country: Netherlands"),
    "AI AT": ("ai-at", "short name: AI:AT"),
    "meluxina": ("l-ai-factory", "machine: MeluXina"),
    "brain++": ("brain-plus-plus", "name"),
    "EL": ("pharos", "country: Greece"),
    "UK": ("uk-ai-factory-antenna", "country: United Kingdom"),
    "JUPITER": ("jaif", "machine: JUPITER"),
    # names, acronyms, former and alternative names
    "lumi ai factory": ("lumi-ai-factory", "name"),
    "J-AIF": ("jaif", "short name: JAIF"),
    "european one health ai factory": ("1healthai", "also called: European One Health AI Factory"),
    "Везилка": ("vezilka", "also called: Везилка"),
    "Dutch AI Factory": ("nlaif", "also called: Dutch AI Factory"),
    "mimer": ("mimer", "short name: MIMER"),
    "pharos cy": ("pharos-cy", "name"),
    "brain plus plus": ("brain-plus-plus", "name"),
    "L-AIF": ("l-ai-factory", "also called: L-AIF"),
    "hun aifa": ("hunaifa", "short name: HunAIFA"),
    "Serbian Artificial Intelligence Factory": (
        "saifa",
        "also called: Serbian Artificial Intelligence Factory Antenna",
    ),
    # case, accents, spaces and punctuation
    "  KRAKÓW ": ("gaia-ai-factory", "city: Kraków"),
    "chisinau": ("faima", "city: Chișinău"),
    "reykjavik": ("iceland-ai-factory-antenna", "city: Reykjavík"),
    "linkoeping": ("mimer", "city: Linköping"),
    "l.u.m.i": ("lumi-ai-factory", "machine: LUMI"),
    "mare nostrum": ("bsc-ai-factory", "machine: MareNostrum 5"),
    "finisterrae": ("1healthai", "machine: FinisTerrae III"),
    # places in other languages and scripts
    "Wien": ("ai-at", "city: Vienna"),
    "Bécs": ("ai-at", "city: Vienna"),
    "Bucuresti": ("ro-ai-factory", "city: Bucharest"),
    "Београд": ("saifa", "city: Belgrade"),
    "Αθήνα": ("pharos", "city: Athens"),
    "Posen": ("piast-aif", "city: Poznań"),
    "Lefkosia": ("pharos-cy", "city: Nicosia"),
    "Kishinev": ("faima", "city: Chișinău"),
    "Varsovie": ("gaia-ai-factory", "partner: ICM, University of Warsaw"),
    "Praha": ("czai", "partner: Czech Technical University in Prague"),
    "Löwen": ("be-aifa", "city: Leuven"),
    # countries
    "Österreich": ("ai-at", "country: Austria"),
    "Oesterreich": ("ai-at", "country: Austria"),
    "Suomi": ("lumi-ai-factory", "country: Finland"),
    "swiss": ("hearts", "country: Switzerland"),
    "macedonia": ("vezilka", "country: North Macedonia"),
    "eire": ("aif-irl-antenna", "country: Ireland"),
    "GB": ("uk-ai-factory-antenna", "country: United Kingdom"),
    "Bratislava": ("skaiat", "country of this town: Slovakia"),
    # hosts, coordinators and partners
    "CINECA": ("it4lia", "host: CINECA"),
    "PCSS": ("piast-aif", "host: Poznań Supercomputing and Networking Center (PSNC)"),
    "TU Vienna": ("ai-at", "host: TU Wien"),
    "FZJ": ("jaif", "host: Forschungszentrum Jülich"),
    "Goettingen": ("hammerhai", "partner: GWDG"),
    "luxprovide": ("l-ai-factory", "host: LuxProvide"),
    # machines
    "vega 2": ("slaif", "machine: SLAIF supercomputer"),
    "discoverer+": ("brain-plus-plus", "machine: Discoverer+"),
    "alice recoque": ("ai2f", "machine: Alice Recoque"),
    "Leonardo Improved Supercomputing Architecture": ("it4lia", "machine: LISA"),
    "orsay": ("ai2f", "city of a machine: Orsay (Jean Zay)"),
    # sectors and services
    "drones": ("be-aifa", "sector: Robotics"),
    "legaltech": ("bsc-ai-factory", "sector: Law"),
    # several facts together
    "antenna in Cyprus": ("pharos-cy", "also called: AI Factory Antenna of Cyprus"),
    "Germany HLRS": ("hammerhai", None),
    "karolina czech": ("czai", "machine: Karolina; country: Czechia"),
}

# What is typed, what comes first over all kinds, and why.
ANYTHING = {
    "jupiter": ("supercomputer", "jupiter", "name"),
    "discoverer": ("supercomputer", "discoverer", "name"),
    "Discoverer+": ("supercomputer", "discoverer-plus", "name"),
    "discoverer++": ("supercomputer", "discoverer-plus-plus", "name"),
    "marenostrum5": ("supercomputer", "marenostrum-5", "name"),
    "Poland": ("country", "PL", "name"),
    "Holland": ("country", "NL", "also called: Holland"),
    "EL": ("country", "GR", "also called: EL"),
    "Lisboa": ("country", "PT", "town: Lisbon"),
    "cineca": ("organisation", "cineca", "name"),
    "jülich supercomputing center": (
        "organisation",
        "forschungszentrum-juelich",
        "also called: Jülich Supercomputing Centre",
    ),
    "wave 3": ("wave", "wave-3", "also called: wave-3"),
    "gigafactory": ("wave", "gigafactories-2026", None),
    "robots": ("sector", "robotics", "also called: robots"),
    "MUSICA neuer Supercomputer platziert": ("source", "5min-musica-2024-08", "title"),
}


def told(hits):
    return [(hit.entry.slug, hit.reason) for hit in hits]


def sites(question):
    return [hit for hit in found(question) if hit.entry.kind == "site"]


@pytest.mark.parametrize(("question", "expected"), SITES.items(), ids=SITES)
def test_the_site_that_people_mean_comes_first_and_says_why(question, expected):
    slug, reason = expected
    first = sites(question)[0]

    assert first.entry.slug == slug
    assert reason in (None, first.reason)
    assert not first.similar


@pytest.mark.parametrize(("question", "expected"), SITES.items(), ids=SITES)
def test_the_list_shows_it_first(question, expected):
    assert SiteSelection(QueryDict(urlencode({"q": question}))).rows[0].slug == expected[0]


@pytest.mark.parametrize("question", list(SITES)[:13])
def test_over_all_kinds_it_is_among_the_first_three(question):
    assert SITES[question][0] in [hit.entry.slug for hit in found(question)[:3]]


@pytest.mark.parametrize(("question", "expected"), ANYTHING.items(), ids=ANYTHING)
def test_every_kind_is_found(question, expected):
    kind, slug, reason = expected
    first = found(question)[0]

    assert (first.entry.kind, first.entry.slug) == (kind, slug)
    assert reason in (None, first.reason)


def test_umlauts_are_found_in_both_spellings_whichever_the_record_has():
    make_organisation("hochschule-koelln", name="Hochschule Koelln")

    for question in ("Kölln", "Koelln", "Kolln"):
        assert "hochschule-koelln" in [hit.entry.slug for hit in found(question)]


def test_a_wrong_letter_is_forgiven_only_where_nothing_is_written_as_asked():
    assert told(found("karolna"))[0] == ("karolina", "name, written much alike")
    assert not any(hit.similar for hit in found("karolina"))

    make_supercomputer("karolna", name="Karolna")

    assert told(found("karolna"))[0] == ("karolna", "name")
    assert not any(hit.similar for hit in found("karolna"))


@pytest.mark.parametrize(
    "question",
    ["", " ", "?!", "😀", "\x00", "xyzzy", "+", "'; DROP TABLE", "%", "_", "a " * 90, "é" * 200],
)
def test_odd_questions_find_nothing_and_break_nothing(question):
    assert found(question) == ()


def test_an_unpublished_site_is_found_by_nothing_not_even_through_its_machine():
    make_organisation("secret-partner", name="Secret partner")
    with recorded():
        Site.objects.filter(slug="pharos").update(published=False)

    assert "pharos" not in [hit.entry.slug for hit in found("pharos")]
    daedalus = next(hit for hit in found("daedalus") if hit.entry.slug == "daedalus")
    assert "Pharos AI Factory" not in [str(term.shown) for term in daedalus.entry.terms]


def test_a_change_is_found_with_its_edition():
    assert not found("Zzyzx")

    make_site("zzyzx", name="Zzyzx AI Factory")

    assert told(found("Zzyzx")) == [("zzyzx", "name")]


def test_a_site_is_found_from_the_day_on_which_it_was_selected(monkeypatch):
    assert "gaia-ai-factory" in [hit.entry.slug for hit in sites("gaia")]

    monkeypatch.setattr("directory.dates.today", lambda: datetime.date(2025, 10, 9))

    assert "gaia-ai-factory" not in [hit.entry.slug for hit in sites("gaia")]


def test_the_first_names_count_most():
    country = make_country("XK", name="Xandria")
    body = make_organisation("xandria-institute", name="Xandria")
    site = make_site("xandria-hub", name="Hub", country=country)

    assert [hit.entry.slug for hit in found("xandria")] == [country.pk, body.pk, site.pk]


def test_the_search_costs_one_query_once_an_edition_is_known(django_assert_num_queries):
    found("lumi")

    with django_assert_num_queries(1):
        found("jupiter")


def test_building_the_index_costs_the_same_for_few_and_many(django_assert_num_queries):
    for _ in range(2):
        make_site()
        with django_assert_num_queries(16):
            found("lumi")


def search(query):
    return Search(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "parameter", "accepted"),
    [
        ("q=" + "x" * 201, "q", "at most 200 characters"),
        ("query=lumi", "query", "q"),
        ("q=lumi&q=leonardo", "q", None),
        ("q=lumi&kind=castle", "kind", "site"),
        ("q=lumi&page=99", "page", "1 to 1"),
        ("q=lumi&page=x", "page", "1 to 1"),
    ],
)
def test_a_wrong_question_finds_nothing_and_says_why(query, parameter, accepted):
    asked = search(query)

    (mistake,) = asked.mistakes
    assert mistake.parameter == parameter
    assert accepted is None or accepted in mistake.accepted
    assert (asked.count, list(asked.page)) == (0, [])


def test_the_kinds_tell_how_many_they_hold():
    asked = search("q=germany")
    counts = {option.value: option.count for option in asked.kinds}

    assert counts[""] == asked.count == sum(n for kind, n in counts.items() if kind)
    assert set(counts) <= {"", *KINDS}
    for kind, count in counts.items():
        assert search(f"q=germany&kind={kind}").count == count
