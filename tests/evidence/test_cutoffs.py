"""Whether one can apply on a day, and by when, from what is published."""

import datetime

import pytest

from directory.enums import CallState
from directory.evidence.cutoffs import Cutoffs
from directory.models import AccessMode
from tests.factories import make_access_mode

MARCH, APRIL = "2026-03-30", "2026-04-15"


def day(text):
    return datetime.date.fromisoformat(text)


def on(when, **values):
    """Return the cut-offs of a mode as of a day."""
    return Cutoffs(make_access_mode(**values), day(when))


def days(cutoffs):
    return [cutoff.day.isoformat() for cutoff in cutoffs]


@pytest.mark.parametrize(
    ("when", "next_day", "following", "past"),
    [
        ("2026-03-29", MARCH, [APRIL], []),
        ("2026-03-30", MARCH, [APRIL], []),
        ("2026-03-31", APRIL, [], [MARCH]),
        ("2026-04-15", APRIL, [], [MARCH]),
    ],
)
def test_a_cutoff_lies_ahead_until_its_day_is_over(db, when, next_day, following, past):
    cutoffs = on(when, closes_on=[APRIL, MARCH], always_open=True)

    assert cutoffs.state == CallState.CUTOFF_AHEAD
    assert cutoffs.next.day == day(next_day)
    assert days(cutoffs.following) == following
    assert days(cutoffs.past) == past
    assert cutoffs.days_left == (day(next_day) - day(when)).days


@pytest.mark.parametrize(
    ("always_open", "state"),
    [(True, CallState.RUN_OUT), (None, CallState.RUN_OUT), (False, CallState.CLOSED)],
)
def test_after_the_last_cutoff_the_list_has_run_out_or_the_mode_is_closed(db, always_open, state):
    cutoffs = on("2026-04-16", closes_on=[MARCH, APRIL], always_open=always_open)

    assert cutoffs.state == state
    assert not cutoffs.state.can_apply
    assert (cutoffs.next, cutoffs.following, cutoffs.days_left) == (None, (), None)
    assert cutoffs.last_known.day == day(APRIL)
    assert days(cutoffs.past) == [APRIL, MARCH]


@pytest.mark.parametrize(
    ("always_open", "state"),
    [
        (True, CallState.ALWAYS_OPEN),
        (None, CallState.NOT_PUBLISHED),
        (False, CallState.NOT_PUBLISHED),
    ],
)
def test_without_any_cutoff_a_mode_is_open_all_the_time_or_nothing_is_published(
    db, always_open, state
):
    cutoffs = on("2026-04-16", always_open=always_open)

    assert cutoffs.state == state
    assert cutoffs.next is cutoffs.last_known is None


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ("2026-11-30", "2026-12-01"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-02", "2027-01-01"),
        ("2027-01-31", "2027-02-01"),
    ],
)
def test_a_cutoff_of_every_month_comes_on_its_first_day_for_a_year(db, when, first):
    cutoffs = on(when, recurrence="first-day-of-month", always_open=True)

    assert cutoffs.state == CallState.RECURRING
    assert cutoffs.next.day == day(first)
    assert len(cutoffs.ahead) == 12
    assert all(cutoff.recurs and cutoff.day.day == 1 for cutoff in cutoffs.ahead)
    assert cutoffs.ahead[-1].day == day(first).replace(
        year=day(first).year + (day(first).month > 1), month=(day(first).month - 2) % 12 + 1
    )


def test_a_published_day_stands_for_the_one_that_recurs(db):
    cutoffs = on("2026-11-22", recurrence="first-day-of-month", closes_on=["2026-12-01"])

    assert [(c.day.isoformat(), c.recurs) for c in cutoffs.ahead[:2]] == [
        ("2026-12-01", False),
        ("2027-01-01", True),
    ]


@pytest.mark.parametrize(
    ("closes_on", "written"),
    [
        ("2026-03-28", "2026-03-28T10:00:00+01:00"),
        ("2026-03-29", "2026-03-29T10:00:00+02:00"),
        ("2026-10-24", "2026-10-24T10:00:00+02:00"),
        ("2026-10-25", "2026-10-25T10:00:00+01:00"),
    ],
)
def test_the_hour_is_that_of_brussels_in_summer_and_in_winter(db, closes_on, written):
    cutoff = on("2026-01-01", closes_on=[closes_on], cutoff_time="10:00").next

    assert cutoff.moment.isoformat() == cutoff.when.isoformat() == written


def test_a_cutoff_without_a_published_hour_is_a_day(db):
    cutoff = on("2026-01-01", closes_on=[MARCH]).next

    assert cutoff.moment is None
    assert cutoff.when == day(MARCH)


def test_the_modes_of_the_network_need_one_query_more_for_all_their_cutoffs(
    network, django_assert_num_queries
):
    with django_assert_num_queries(2):
        found = {
            mode.pk: Cutoffs(mode, day("2026-11-22")).next
            for mode in AccessMode.objects.with_calls()
        }

    assert {slug: cutoff.day.isoformat() for slug, cutoff in found.items() if cutoff} == {
        "ai-for-science": "2026-12-11",
        "benchmark": "2026-12-01",
        "development": "2026-12-01",
        "large-scale": "2026-11-30",
    }
