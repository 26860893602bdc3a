"""Questions to the list of calls and the access modes that answer them."""

import pytest
from django.http import QueryDict

from directory.enums import CallState
from directory.models import AccessCall, AccessMode
from directory.selection import CallSelection
from tests.factories import make_access_mode, recorded

pytestmark = pytest.mark.usefixtures("network")


def ask(question=""):
    return CallSelection(QueryDict(question))


def slugs(question=""):
    selection = ask(question)
    assert selection.is_right, selection.mistakes
    return [mode.slug for mode in selection.page]


def test_the_next_cutoff_comes_first_then_what_is_open_then_what_is_not():
    assert slugs() == [
        "large-scale",
        "benchmark",
        "development",
        "ai-for-science",
        "fast-lane",
        "playground",
        "extreme-scale",
        "ffplus-innovation-studies",
        "regular",
        "it4lia-packages",
        "luxprovide-initiate",
        "pay-per-use",
    ]
    assert slugs("sort=next_cutoff") == slugs()
    assert slugs("sort=-next_cutoff")[:2] == ["ai-for-science", "benchmark"]
    assert len(slugs()) == AccessMode.objects.count()


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("state=always-open", ["fast-lane", "playground"]),
        ("state=recurring&state=closed&track=general&sort=name",
         ["benchmark", "development", "extreme-scale", "regular"]),
        ("track=science", ["ai-for-science"]),
        ("mode=regular&mode=playground", ["playground", "regular"]),
        ("mode=regular&state=always-open", []),
    ],
)  # fmt: skip
def test_filters_of_one_name_add_up_and_of_several_narrow_down(question, found):
    assert slugs(question) == found


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("2026-03-29", "cutoff-ahead"),
        ("2026-09-04", "cutoff-ahead"),
        ("2026-09-05", "closed"),
    ],
)
def test_as_of_a_day_a_mode_is_in_the_state_of_that_day(when, state):
    (mode,) = ask(f"as_of={when}&mode=regular").page

    assert mode.cutoffs.state.value == state
    assert slugs(f"as_of={when}&mode=regular&state={state}") == ["regular"]


def test_a_list_of_cutoffs_that_has_run_out_is_found_as_such():
    make_access_mode("rounds", closes_on=["2026-11-21"], always_open=True)

    assert slugs("state=run-out") == ["rounds"]
    assert slugs("state=run-out&as_of=2026-11-21") == []


def test_modes_without_any_cutoff_ahead_have_an_order_too():
    with recorded():
        AccessCall.objects.all().delete()
        AccessMode.objects.update(recurrence=None)

    states = [mode.cutoffs.state.can_apply for mode in ask().page]

    assert len(states) == AccessMode.objects.count()
    assert states == sorted(states, reverse=True)


def test_each_option_promises_what_it_gives():
    (state, *_others) = ask().facets

    assert {option.value for option in state.options} == set(CallState.values)
    for option in state.options:
        assert option.count == len(slugs(f"state={option.value}"))


@pytest.mark.parametrize(
    "question",
    [
        "state=zzz",
        "mode=no-such-mode",
        "mode=%00",
        "as_of=2026-11-23",
        "as_of=1e999",
        "page=2",
        "sort=state",
        "unit=gpu-hours",
    ],
)
def test_a_wrong_question_has_no_rows(question):
    selection = ask(question)

    assert not selection.is_right
    assert (selection.count, list(selection.rows), list(selection.page)) == (0, [], [])


def test_rows_for_data_come_with_their_sources_conflict_and_last_change():
    modes = {mode.slug: mode for mode in ask().rows}

    extreme = modes["extreme-scale"]
    assert [source.pk for source in extreme.cutoff_sources] == ["note-tr-catalogue"]
    assert "26 October" in extreme.cutoff_conflict
    assert extreme.changed_at == ask().edition.made_at
    assert modes["playground"].cutoff_sources == ()
