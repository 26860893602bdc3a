"""Claims beside counts: when one holds, does not hold, or cannot be checked."""

import datetime
from decimal import Decimal

import pytest

from directory.enums import Outcome
from directory.evidence.counting import Count, Item
from directory.evidence.ledger import Ledger, days_of, outcome_of
from directory.evidence.network import Network
from directory.models import Claim
from tests.factories import make_source, recorded

TODAY = datetime.date(2026, 11, 22)
HOLDS, NOT, OPEN = Outcome.HOLDS, Outcome.DOES_NOT_HOLD, Outcome.CANNOT_BE_CHECKED


@pytest.mark.parametrize(
    ("comparator", "value", "low", "high", "outcome"),
    [
        ("=", 19, 19, 19, HOLDS),
        ("=", 19, 18, 18, NOT),
        ("=", 19, 20, 25, NOT),
        ("=", 19, 10, 18, NOT),
        ("=", 19, 18, 19, OPEN),
        ("=", 19, 19, None, OPEN),
        ("=", 19, 20, None, NOT),
        (">=", 15, 15, 15, HOLDS),
        (">=", 15, 8, 8, NOT),
        (">=", 15, 8, 14, NOT),
        (">=", 15, 8, 15, OPEN),
        (">=", 15, 16, None, HOLDS),
        (">=", 15, 0, None, OPEN),
        (">", 15, 15, 15, NOT),
        (">", 15, 16, 16, HOLDS),
        (">", 15, 15, 16, OPEN),
        (">", 15, 16, None, HOLDS),
        ("<=", 5, 5, 5, HOLDS),
        ("<=", 5, 5, 6, OPEN),
        ("<=", 5, 6, 9, NOT),
        ("<=", 5, 4, None, OPEN),
        ("<=", 5, 6, None, NOT),
        ("<", 5, 5, 5, NOT),
        ("<", 5, 4, 4, HOLDS),
        ("<", 5, 4, 5, OPEN),
        ("~", 100, 95, 105, HOLDS),
        ("~", 100, 94, 94, NOT),
        ("~", 100, 106, 106, NOT),
        ("~", 100, 94, 95, OPEN),
        ("~", 100, 90, 110, OPEN),
        ("~", 100, 17, None, OPEN),
        ("~", 100, 106, None, NOT),
        ("~", 0, 0, 0, HOLDS),
    ],
)
def test_a_claim_holds_for_all_or_none_of_a_range_or_is_open(comparator, value, low, high, outcome):
    assert outcome_of(comparator, Decimal(value), Count(low, high)) == outcome


def test_about_ends_at_five_per_cent_of_what_is_claimed():
    value = Decimal(55_000_000)

    assert outcome_of("~", value, Count(52_250_000, 57_750_000)) == HOLDS
    assert outcome_of("~", value, Count(52_249_999, 52_249_999)) == NOT
    assert outcome_of("~", value, Count(57_750_001, 57_750_001)) == NOT


def claim_of(date="", metric="factories_total", value=19, comparator="=", slug="c-new"):
    claim = Claim(
        slug=slug,
        statement=slug,
        metric=metric,
        comparator=comparator,
        value=Decimal(value),
        unit="factories",
        source=make_source(),
        as_published=date,
    )
    claim.clean()
    with recorded():
        claim.save()
    return claim


def entry_of(claim, day=TODAY):
    return Ledger(Network.now(), day).entry(claim)


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2025-10-10", ["2025-10-10"]),
        ("2026-08", ["2026-08-01", "2026-08-31"]),
        ("2026", ["2026-01-01", "2026-11-22"]),
        ("by 2026-08-31", ["2026-08-31"]),
        ("2027", ["2027-12-31"]),
        ("", []),
    ],
)
def test_the_days_of_a_claim_are_the_first_and_last_of_its_date_up_to_today(date, days):
    found = days_of(claim_of(date), TODAY)

    assert [day.isoformat() for day in found] == days


@pytest.mark.usefixtures("network")
def test_a_claim_about_a_time_of_change_cannot_be_checked():
    entry = entry_of(claim_of("2025-10", value=19))

    assert (entry.then.count.low, entry.then.count.high) == (13, 19)
    assert entry.then.outcome == OPEN
    assert entry.then.why
    assert entry.outcome == OPEN
    assert entry.now.outcome == HOLDS


@pytest.mark.usefixtures("network")
def test_an_undated_claim_is_counted_on_the_day_alone():
    entry = entry_of(claim_of("", value=13))

    assert entry.then is None
    assert (entry.outcome, entry.now.by_how_much) == (NOT, "6 more")


@pytest.mark.usefixtures("network")
def test_a_claim_about_a_later_day_is_not_checked_on_it():
    entry = entry_of(claim_of("2025-10-10"), datetime.date(2025, 1, 1))

    assert entry.then is None
    assert (entry.now.outcome, entry.now.by_how_much) == (NOT, "12 fewer")


@pytest.mark.usefixtures("network")
def test_a_claim_of_a_metric_that_nobody_defined_cannot_be_checked():
    entry = entry_of(claim_of("2025-10-10", metric="moons_of_jupiter"))

    assert entry.outcome == OPEN
    assert entry.then.count is None
    assert "no rule" in entry.then.why


@pytest.mark.usefixtures("network")
def test_a_range_says_how_much_is_missing_at_least():
    check = entry_of(Claim.objects.get(pk="c-operational-19-live")).then

    assert check.count.in_words == "1 to 8"
    assert check.in_words == "Does not hold: at least 11 fewer"


@pytest.mark.usefixtures("network")
def test_more_than_as_many_does_not_hold_by_nothing():
    entry = entry_of(claim_of("2025-10-10", comparator=">"))

    assert entry.then.in_words == "Does not hold: exactly as many"


@pytest.mark.usefixtures("network")
def test_beside_operational_stand_services_and_new_machines():
    for slug in ("c-operational-15", "c-newsc-9-deployed"):
        beside = entry_of(Claim.objects.get(pk=slug)).now.beside
        assert [(m.name, c.in_words) for m, c in beside] == [
            ("sites_serving_users", "8"),
            ("new_ai_supercomputers_operational", "0"),
        ]


#: What comes of each claim that can be counted: on its own date (None: it has none), and today.
EXPECTED = {
    "c-antennas-13": ("holds", "holds"),
    "c-antennas-55m": ("cannot-be-checked", "cannot-be-checked"),
    "c-antennas-7-6": ("holds", "holds"),
    "c-being-established-19": ("holds", "holds"),
    "c-contracts-2026-6": ("holds", "holds"),
    "c-countries-15plus": ("holds", "holds"),
    "c-countries-17plus2": ("holds", "holds"),
    "c-countries-21": ("holds", "holds"),
    "c-factories-13": ("holds", "does-not-hold"),
    "c-factories-19": ("holds", "holds"),
    "c-factory-chips-25k": ("cannot-be-checked", "cannot-be-checked"),
    "c-ju-35": ("cannot-be-checked", "does-not-hold"),
    "c-ju-37": ("cannot-be-checked", "does-not-hold"),
    "c-ju-38": ("cannot-be-checked", "holds"),
    "c-memberstates-16": ("holds", "holds"),
    "c-newsc-9-deployed": (None, "does-not-hold"),
    "c-newsc-9-planned": ("holds", "does-not-hold"),
    "c-newsc-atleast9": ("holds", "holds"),
    "c-newsc-wave1-5": ("holds", "holds"),
    "c-newsc-wave2-4": ("holds", "holds"),
    "c-newsc-wave3-6": ("holds", "holds"),
    "c-operational-15": (None, "does-not-hold"),
    "c-operational-19-live": ("does-not-hold", "does-not-hold"),
    "c-operational-32": (None, "does-not-hold"),
    "c-operational-systems-0": ("holds", "holds"),
    "c-wave-number-3": ("holds", "holds"),
    "c-wave1-7": ("holds", "holds"),
    "c-wave1-countries-17": ("holds", "holds"),
    "c-wave2-6": ("holds", "holds"),
    "c-wave3-countries-6": ("holds", "holds"),
    "c-wave3-new-6": ("holds", "holds"),
}


@pytest.mark.usefixtures("network")
def test_what_comes_of_every_claim_of_the_press_material():
    entries = Ledger(Network.now(), TODAY).entries(Claim.objects.all())

    found = {
        entry.claim.pk: (entry.then and entry.then.outcome.value, entry.now.outcome.value)
        for entry in entries
        if entry.metric.is_counted
    }
    assert found == EXPECTED
    others = [entry for entry in entries if not entry.metric.is_counted]
    assert len(others) == len(entries) - len(EXPECTED) > 50
    assert all(entry.outcome == OPEN and entry.now.why for entry in others)


def test_records_are_certain_only_where_both_counts_have_them():
    one, two, three = (Item("site", slug, slug) for slug in ("one", "two", "three"))

    both = Count(1, 1, (one,)).union(Count(2, 3, (one, two), (three,), "open"))

    assert (both.low, both.high, both.gap) == (1, 3, "open")
    assert (both.counted, both.uncertain) == ((one,), (two, three))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(19, 19), "19"),
        (Count(1, 8), "1 to 8"),
        (Count(Decimal("17650000.00"), None), "at least 17,650,000"),
        (Count(0, None), "not published"),
    ],
)
def test_a_count_in_words(count, words):
    assert count.in_words == words
