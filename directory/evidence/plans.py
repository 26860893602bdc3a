"""How plans changed: for each stage the plans in the order in which they were stated."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.models import Milestone
from directory.models.milestones import STAGES

LADDERS = [stage for stage, _label in STAGES]
LATER, EARLIER = "later", "earlier"
MOVES = {LATER: _("later than planned before"), EARLIER: _("earlier than planned before")}
OUTCOMES = {LATER: _("later than every plan"), EARLIER: _("earlier than every plan")}


@dataclass(frozen=True)
class Plan:
    """One plan for a stage; `moved` tells how it differs from the one stated before it."""

    milestone: Milestone
    moved: str

    @property
    def moved_words(self) -> str | Promise:
        return MOVES.get(self.moved, "")


@dataclass(frozen=True)
class PlannedStage:
    """A stage with its plans: `dated` by the day they were stated, and those of no known day."""

    stage: str
    label: str
    dated: tuple[Plan, ...]
    undated: tuple[Plan, ...]
    reached: Milestone | None
    #: Whether every planned day has passed and nobody says that the stage was reached.
    is_overdue: bool

    @property
    def plans(self) -> tuple[Milestone, ...]:
        """All plans: by the day they were stated, then those of no known day."""
        return tuple(plan.milestone for plan in (*self.dated, *self.undated))

    @property
    def slip(self) -> tuple[Milestone, Milestone] | None:
        """The first and the newest plan, where they cannot mean the same time.

        Where several were stated on one day, the two that are nearest to each other.
        """
        if not self.dated:
            return None
        first = self._stated_with(self.dated[0].milestone)
        newest = self._stated_with(self.dated[-1].milestone)
        moves = {_shift_from_all(first, plan) for plan in newest}
        if moves == {LATER}:
            return first[-1], newest[0]
        return (first[0], newest[-1]) if moves == {EARLIER} else None

    @property
    def moved_on(self) -> datetime.date | None:
        """The day on which the newest plan, or one that may mean the same, was first stated."""
        since = None
        for plan in reversed(self.dated):
            if shift(plan.milestone, self.newest):
                break
            since = plan.milestone.stated_on
        return since

    def _stated_with(self, plan: Milestone) -> list[Milestone]:
        milestones = [other.milestone for other in self.dated]
        return [other for other in milestones if other.stated_on == plan.stated_on]

    @property
    def newest(self) -> Milestone:
        """The plan that was stated last, or the last one of no known day where none has a day."""
        return self.dated[-1].milestone if self.dated else self.undated[-1].milestone

    @property
    def outcome_words(self) -> str | Promise:
        return OUTCOMES.get(self.outcome, "")

    @property
    def outcome(self) -> str:
        """How the day on which it was reached differs from every plan; empty where it may not."""
        return _shift_from_all(self.plans, self.reached) if self.reached else ""


def is_untold(milestone: Milestone, day: datetime.date) -> bool:
    """Tell whether a step reached may or may not have happened by a past day."""
    if not milestone.reached or day >= dates.today():
        return False
    return milestone.latest is None or milestone.latest > day


def plans_of(milestones: Iterable[Milestone], day: datetime.date) -> list[PlannedStage]:
    """Return the planned stages as of a day among a record's milestones, by their ladder."""
    milestones = list(milestones)
    ladder = list(dict.fromkeys(m.stage for m in milestones if not m.reached))
    return [_planned_stage(stage, milestones, day) for stage in sorted(ladder, key=_rung)]


def _rung(stage: str) -> int:
    return LADDERS.index(stage)


def _planned_stage(stage: str, milestones: list[Milestone], day: datetime.date) -> PlannedStage:
    of_stage = [m for m in milestones if m.stage == stage]
    plans = sorted((m for m in of_stage if not m.reached), key=_when_planned)
    stated = sorted((m for m in plans if m.stated_on), key=lambda m: str(m.stated_on))
    done = [m for m in of_stage if m.reached]
    certain = [m for m in done if not is_untold(m, day)]
    return PlannedStage(
        stage=stage,
        label=of_stage[0].get_stage_display(),
        dated=tuple(Plan(plan, _moved(plan, stated)) for plan in stated),
        undated=tuple(Plan(plan, "") for plan in plans if not plan.stated_on),
        reached=min(certain, key=_when_planned, default=None),
        is_overdue=not done and all(plan.latest and plan.latest < day for plan in plans),
    )


def _moved(plan: Milestone, stated: list[Milestone]) -> str:
    """Return how a plan differs from all of the day on which one was stated before."""
    before = [other for other in stated if str(other.stated_on) < str(plan.stated_on)]
    return _shift_from_all([b for b in before if b.stated_on == before[-1].stated_on], plan)


def _shift_from_all(befores: Iterable[Milestone], after: Milestone) -> str:
    shifts = {shift(before, after) for before in befores}
    return shifts.pop() if len(shifts) == 1 else ""


def _when_planned(milestone: Milestone) -> datetime.date:
    return milestone.latest or datetime.date.max


def shift(before: Milestone, after: Milestone) -> str:
    """Return how a plan differs from an earlier one; empty where both may mean the same time."""
    if after.earliest and before.latest and after.earliest > before.latest:
        return LATER
    if after.latest and before.earliest and after.latest < before.earliest:
        return EARLIER
    return ""
