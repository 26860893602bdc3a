"""How plans change: what counts as later, what as the same, and what is overdue."""

import datetime

import pytest

from directory import dates
from directory.evidence.plans import EARLIER, LATER, plans_of
from directory.models import Milestone

pytestmark = pytest.mark.usefixtures("network")


def step(words="", stated_on=None, *, reached=False, stage="operational"):
    milestone = Milestone(stage=stage, as_published=words, stated_on=stated_on, reached=reached)
    milestone.clean()
    return milestone


def only_stage(*milestones):
    (planned,) = plans_of(milestones, dates.today())
    return planned


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("2026", "2027", LATER),
        ("2027-H2", "2027-03", EARLIER),
        ("2027", "2027-H2", ""),
        ("2027-Q3", "2027", ""),
        ("by 2027-06-30", "2027-03", ""),
        ("", "2027", ""),
    ],
)
def test_a_plan_has_moved_only_where_both_cannot_mean_the_same_time(before, after, moved):
    planned = only_stage(step(after, "2025-06-01"), step(before, "2025-01-01"))

    assert [plan.milestone.as_published for plan in planned.dated] == [before, after]
    assert [plan.moved for plan in planned.dated] == ["", moved]
    assert bool(planned.slip) == bool(moved)


def test_plans_of_no_known_day_are_not_put_in_an_order_of_statements():
    planned = only_stage(step("2027", "2025-01-01"), step("2028"), step("2026"))

    assert [plan.milestone.as_published for plan in planned.undated] == ["2026", "2028"]
    assert planned.slip is None


def test_a_plan_is_overdue_once_every_planned_day_has_passed():
    assert only_stage(step("2024"), step("2025-03", "2024-12-01")).is_overdue
    assert not only_stage(step("2024"), step("2199")).is_overdue
    assert not only_stage(step("2024"), step()).is_overdue
    assert not only_stage(step("2024"), step("2025-01-02", reached=True)).is_overdue


def test_stages_come_in_the_order_of_the_ladder():
    planned = plans_of([step("2027"), step("2026", stage="installation")], dates.today())

    assert [stage.stage for stage in planned] == ["installation", "operational"]


def test_plans_that_were_stated_on_one_day_do_not_move_each_other():
    """The Dutch factory was to serve users in 2026 and to be fully operational in 2027."""
    planned = only_stage(
        step("2026", "2025-10-10"), step("2027", "2025-10-10"), step("2028-03", "2026-10-10")
    )

    assert [plan.moved for plan in planned.dated] == ["", "", LATER]
    assert [plan.as_published for plan in planned.slip] == ["2027", "2028-03"]


@pytest.mark.parametrize(
    ("plans", "reached", "outcome"),
    [
        (["2025"], "2026-05", LATER),
        (["2025", "2027"], "2026-05", ""),
        (["2027", "2028"], "2026-05", EARLIER),
        (["2025"], "by 2026-03-16", ""),
    ],
)
def test_what_was_reached_is_told_apart_from_plans_only_where_all_differ(plans, reached, outcome):
    planned = only_stage(step(reached, reached=True), *(step(plan) for plan in plans))

    assert planned.outcome == outcome
    assert bool(planned.outcome_words) == bool(outcome)


def test_what_may_have_happened_by_a_past_day_is_neither_reached_nor_overdue_then():
    steps = [step("2025-10", "2025-06-01"), step("by 2026-03-16", reached=True)]

    (then,) = plans_of(steps, datetime.date(2026, 1, 1))
    (now,) = plans_of(steps, dates.today())

    assert (then.reached, then.is_overdue) == (None, False)
    assert now.reached is steps[1]
