"""How plans changed: for each stage the plans in the order in which they were stated."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Milestone
from directory.models.milestones import STAGES

LADDERS = [stage for stage, _label in STAGES]
LATER = _("later than planned before")
EARLIER = _("earlier than planned before")


@dataclass(frozen=True)
class Plan:
    """One plan for a stage; `moved` tells how it differs from the one stated before it."""

    milestone: Milestone
    moved: str | Promise


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
    def slip(self) -> tuple[Milestone, Milestone] | None:
        """The first and the newest plan, where they cannot mean the same time."""
        if not self.dated:
            return None
        first, newest = self.dated[0].milestone, self.dated[-1].milestone
        return (first, newest) if shift(first, newest) else None


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
    reached = next((m for m in of_stage if m.reached), None)
    return PlannedStage(
        stage=stage,
        label=of_stage[0].get_stage_display(),
        dated=tuple(
            Plan(plan, shift(before, plan) if before else "")
            for before, plan in zip([None, *stated], stated, strict=False)
        ),
        undated=tuple(Plan(plan, "") for plan in plans if not plan.stated_on),
        reached=reached,
        is_overdue=not reached and all(plan.latest and plan.latest < day for plan in plans),
    )


def _when_planned(milestone: Milestone) -> datetime.date:
    return milestone.latest or datetime.date.max


def shift(before: Milestone, after: Milestone) -> str | Promise:
    """Return how a plan differs from an earlier one; empty where both may mean the same time."""
    if after.earliest and before.latest and after.earliest > before.latest:
        return LATER
    if after.latest and before.earliest and after.latest < before.earliest:
        return EARLIER
    return ""
