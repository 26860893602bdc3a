"""Every metric, counted by hand from `fixtures/` on several days, and by the portal."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings

from directory.editing.kinds import KINDS
from directory.editing.loading.fixture_files import directory_forms, read_fixture_files
from directory.evidence.metrics import COUNTED, METRICS, headline_numbers, metric_of
from directory.evidence.network import Network
from directory.models import Claim, Country, Site, Supercomputer
from tests.factories import make_site, recorded

pytestmark = pytest.mark.usefixtures("network")

BEFORE = "2024-12-09"
WAVE_1 = "2024-12-10"
WAVE_2 = "2025-03-12"
ANTENNAS = "2025-10-13"
SPRING = "2026-04-09"
AUTUMN = "2026-10-10"
TODAY = "2026-11-22"
OPEN = None

#: What a person counts in `fixtures/`: a number, or the least and the most that it may be.
BY_HAND = {
    "sites_total": {BEFORE: 0, WAVE_1: 7, WAVE_2: 13, ANTENNAS: 32, TODAY: 32},
    "factories_total": {BEFORE: 0, WAVE_1: 7, WAVE_2: 13, "2025-10-10": 19, TODAY: 19},
    "antennas_total": {BEFORE: 0, "2025-10-12": 0, ANTENNAS: 13, TODAY: 13},
    # Known only by a day: AI:AT by 16 March 2026, the others later; jaif and two more of wave 2.
    "sites_serving_users": {BEFORE: 0, WAVE_1: (0, 5), WAVE_2: (0, 8), SPRING: (1, 8), TODAY: 8},
    "factories_operational": {WAVE_1: (0, 5), SPRING: (1, 8), AUTUMN: 8, TODAY: 8},
    "factories_and_antennas_operational": {SPRING: (1, 8), AUTUMN: 8, TODAY: 8},
    "factories_being_established": {BEFORE: 0, WAVE_1: 7, "2026-08-12": 19, TODAY: 19},
    "factories_selected_wave1": {BEFORE: 0, WAVE_1: 7, TODAY: 7},
    "factories_selected_wave2": {WAVE_1: 0, WAVE_2: 6, TODAY: 6},
    "factories_selected_wave3": {"2025-10-09": 0, "2025-10-10": 6, TODAY: 6},
    "waves_of_factories": {BEFORE: 0, WAVE_1: 1, WAVE_2: 2, ANTENNAS: 3, TODAY: 3},
    # DE twice in wave 2; DE, ES and PL host two factories.
    "host_countries": {BEFORE: 0, WAVE_1: 7, WAVE_2: 12, "2025-10-10": 16, TODAY: 29},
    "host_member_states": {BEFORE: 0, WAVE_1: 7, WAVE_2: 12, "2025-10-10": 16, TODAY: 16},
    "wave3_host_countries": {WAVE_2: 0, "2025-10-10": 6, TODAY: 6},
    # BE, CY, HU, IE, LV, MT, SK; not CH, GB, IS, MD, MK, RS.
    "antennas_in_member_states": {"2025-10-12": 0, ANTENNAS: 7, TODAY: 7},
    # DE ES FI GR IT LU SE; partners AT CZ DK EE NO PL PT RO SI TR; wave 2 adds BG FR, wave 3 LT NL.
    "participating_countries": {BEFORE: 0, WAVE_1: 17, WAVE_2: 19, "2025-10-10": 21, TODAY: 21},
    # And the host of each antenna, none of which is among the 21.
    "participating_countries_with_antennas": {"2025-10-10": 21, ANTENNAS: 34, TODAY: 34},
    "participating_countries_wave1": {BEFORE: 0, WAVE_1: 17, TODAY: 17},
    "participating_countries_after_wave2": {WAVE_1: 17, WAVE_2: 19, TODAY: 19},
    # 25 founders, SE, MT, RS, GB, IL; undated CY IS ME MK TR; then AL, MD, CH.
    "ju_participating_states": {
        WAVE_1: (30, 35),
        "2025-10-07": (31, 36),
        "2025-10-08": (32, 37),
        "2025-11-11": (33, 38),
        TODAY: 38,
    },
    # Open: Discoverer+, FinisTerrae IV and LISA on WAVE_1; Discoverer+ alone a year later.
    "supercomputers_total": {WAVE_1: (21, 24), ANTENNAS: (37, 38), AUTUMN: 39, TODAY: 39},
    "supercomputers_operational": {WAVE_1: (11, 12), ANTENNAS: (13, 14), TODAY: 16},
    "new_ai_supercomputers_operational": {WAVE_1: 0, AUTUMN: 0, TODAY: 0},
    "new_ai_supercomputers_deployed": {WAVE_1: 0, AUTUMN: 0, TODAY: 0},
    "new_ai_supercomputers_planned": {BEFORE: 0, WAVE_1: 5, WAVE_2: 9, ANTENNAS: 15, TODAY: 15},
    "new_ai_supercomputers_wave1": {BEFORE: 0, WAVE_1: 5, TODAY: 5},
    "new_ai_supercomputers_wave2": {WAVE_1: 0, WAVE_2: 4, TODAY: 4},
    "new_ai_supercomputers_wave3": {WAVE_2: 0, "2025-10-10": 6, TODAY: 6},
    # 26 January, 16 March, 21 and 22 April, 22 July, 31 August.
    "factory_system_contracts_signed_in_2026": {
        "2026-01-25": 0,
        SPRING: 2,
        "2026-04-22": 4,
        "2026-08-30": 5,
        AUTUMN: 6,
        TODAY: 6,
    },
    # Leonardo, then JUPITER; of most machines to come nothing is published.
    "factory_chips_each": {BEFORE: 0, WAVE_1: (13824, OPEN), ANTENNAS: (23536, OPEN)},
    # BE 5, CY 3, IE 5, IS 4.65 million; nine antennas without a figure.
    "antennas_eu_funding": {"2025-10-12": 0, ANTENNAS: (17650000, OPEN), TODAY: (17650000, OPEN)},
}


def day(text):
    return datetime.date.fromisoformat(text)


def counted(name, text):
    count = COUNTED[name].count(Network.now(), day(text))
    return count.low if count.is_certain else (count.low, count.high)


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_a_metric_counts_what_a_person_counts(name):
    assert BY_HAND[name]

    assert {text: counted(name, text) for text in BY_HAND[name]} == BY_HAND[name]


def test_every_metric_of_a_claim_is_counted_or_says_why_not():
    used = set(Claim.objects.values_list("metric", flat=True))

    assert used <= set(METRICS)
    for metric in METRICS.values():
        assert metric.label
        assert bool(metric.definition and metric.unit) == metric.is_counted
        assert bool(metric.reason) != metric.is_counted


def test_a_metric_that_nobody_defined_says_so():
    metric = metric_of("moons_of_jupiter")

    assert not metric.is_counted
    assert str(metric.label) == "Moons of jupiter"
    assert metric.reason


@pytest.mark.parametrize("name", sorted(COUNTED))
@pytest.mark.parametrize("text", [BEFORE, WAVE_1, ANTENNAS, SPRING, TODAY])
def test_the_records_of_a_count_are_as_many_as_it_says(name, text):
    if name in ("factory_chips_each", "antennas_eu_funding"):
        return
    count = COUNTED[name].count(Network.now(), day(text))

    assert count.low == len(set(count.counted))
    assert count.high == len({*count.counted, *count.uncertain})
    assert bool(count.gap) != count.is_certain


@pytest.mark.parametrize("text", [WAVE_1, ANTENNAS, AUTUMN, TODAY])
def test_a_list_shows_what_its_metric_counts(client, text):
    for metric in COUNTED.values():
        if not metric.listing:
            continue
        count = metric.count(Network.now(), day(text))
        path, _, query = metric.listing.address(day(text)).partition("?")
        rows = client.get(f"{path.rstrip('/')}.json?{query}").json()[path.strip("/")]
        slugs = {row["slug"] for row in rows}
        certain = {item.slug for item in count.counted}
        assert certain <= slugs, metric.name
        assert slugs <= certain | {item.slug for item in count.uncertain}, metric.name


def test_the_network_of_kept_forms_is_that_of_the_database():
    files = read_fixture_files(Path(settings.FIXTURES_DIR))
    with recorded():
        Site.objects.filter(slug="skaiat").update(published=False)
    forms = {name: directory_forms(kind) for name, kind in KINDS.items()}

    assert Network.of_forms(forms) == Network.now()
    assert Network.of_forms(files) != Network.now()
    assert len(Network.of_forms(files).sites) == 32


def test_the_snapshot_takes_as_many_queries_for_any_network(django_assert_num_queries):
    with django_assert_num_queries(7):
        Network.now()


def test_a_site_that_is_not_published_is_not_counted():
    with recorded():
        Site.objects.filter(slug="ai-at").update(published=False)

    assert counted("factories_total", TODAY) == 18
    assert counted("host_member_states", TODAY) == 15
    assert counted("sites_serving_users", TODAY) == 7
    assert counted("new_ai_supercomputers_wave2", TODAY) == 3
    assert counted("participating_countries", TODAY) == 21, "Austria is a partner of IT4LIA too"


def test_an_antenna_outside_the_union_counts_as_site_and_host_only():
    make_site(
        "lone",
        kind="antenna",
        selected=ANTENNAS,
        country=Country.objects.get(pk="TR"),
    )

    assert counted("antennas_total", ANTENNAS) == 14
    assert counted("host_countries", ANTENNAS) == 30
    assert counted("antennas_in_member_states", ANTENNAS) == 7
    assert counted("host_member_states", ANTENNAS) == 16


def test_a_machine_of_which_nothing_is_dated_is_open_on_past_days_only():
    with recorded():
        Supercomputer.objects.create(
            slug="dark", name="Dark", role="new-ai-optimised", country_id="FI"
        )

    assert counted("new_ai_supercomputers_planned", WAVE_2) == (9, 10)
    assert counted("new_ai_supercomputers_planned", TODAY) == 16
    assert counted("new_ai_supercomputers_operational", TODAY) == (0, 1)


def test_headlines_are_the_numbers_of_the_front_page():
    numbers = headline_numbers(Network.now(), day(TODAY))

    assert [(metric.name, count.low) for metric, count in numbers] == [
        ("factories_total", 19),
        ("antennas_total", 13),
        ("sites_serving_users", 8),
        ("host_countries", 29),
        ("supercomputers_total", 39),
        ("new_ai_supercomputers_operational", 0),
    ]
