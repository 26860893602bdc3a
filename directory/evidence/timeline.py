"""Timelines: the steps and plans of a site or a supercomputer, put together for one reader."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from directory.evidence.plans import EARLIER, LATER, PlannedStage, is_untold, plans_of
from directory.models import Milestone, Site, Supercomputer

#: What can have become of a plan, or can tell a step from what was planned.
MOVED_LATER, MOVED_EARLIER = "later-than-planned-before", "earlier-than-planned-before"
SLIPPED, OVERDUE, DONE = "moved-since-first-plan", "overdue", "reached-since"
TOO_LATE, AHEAD = "later-than-every-plan", "earlier-than-every-plan"
UNTOLD = "not-told-whether-by-then"

MOVES = {LATER: [MOVED_LATER], EARLIER: [MOVED_EARLIER]}
OUTCOMES = {LATER: [TOO_LATE], EARLIER: [AHEAD]}


def changes_of(milestone: Milestone, stage: PlannedStage | None, day: datetime.date) -> list[str]:
    """Return what there is to say about a milestone beside the others for the same stage."""
    if is_untold(milestone, day):
        return [UNTOLD]
    if stage is None:
        return []
    if milestone.reached:
        is_first = milestone == stage.reached
        return OUTCOMES.get(stage.outcome, []) if is_first else []
    moved = next((plan.moved for plan in stage.dated if plan.milestone == milestone), "")
    found = MOVES.get(moved, [])
    if milestone == stage.newest:
        found = found + [SLIPPED] * bool(stage.slip) + [OVERDUE] * stage.is_overdue
        found = found + [DONE] * bool(stage.reached)
    return found


def planned_stage(milestone: Milestone, day: datetime.date) -> PlannedStage | None:
    """Return the planned stage to which a milestone belongs, that comes with its subject."""
    subject = milestone.site or milestone.supercomputer
    return history_of(subject, day).stage_of(milestone) if subject else None


@dataclass(frozen=True)
class History:
    """What is shown of one subject: some of its milestones, and what became of its plans.

    The plans are those of everything that was known on the day, so that a slip stays one where a
    filter leaves out half of it.
    """

    subject: Site | Supercomputer
    milestones: tuple[Milestone, ...]
    stages: tuple[PlannedStage, ...]

    @property
    def reached(self) -> list[Milestone]:
        return [milestone for milestone in self.milestones if milestone.reached]

    @property
    def undated(self) -> list[Milestone]:
        """The milestones that no picture can show, because no day of theirs is published."""
        return [milestone for milestone in self.milestones if milestone.undated]

    @property
    def is_site(self) -> bool:
        return isinstance(self.subject, Site)

    def stage_of(self, milestone: Milestone) -> PlannedStage | None:
        """Return the planned stage that a plan is for, or that a step has reached."""
        stages = (stage for stage in self.stages if stage.stage == milestone.stage)
        return next(stages, None)


def history_of(
    subject: Site | Supercomputer, day: datetime.date, shown: Iterable[Milestone] | None = None
) -> History:
    """Return the history of a subject whose `milestones` are those known on the day."""
    known = list(subject.milestones.all())
    milestones = known if shown is None else shown
    return History(subject, tuple(milestones), tuple(plans_of(known, day)))


def histories_of(milestones: Iterable[Milestone], day: datetime.date) -> list[History]:
    """Return the histories to which milestones belong, in the order in which these come.

    Each milestone comes with its subject, and that with everything known of it on the day.
    """
    subjects: dict[tuple, Site | Supercomputer] = {}
    shown: dict[tuple, list[Milestone]] = {}
    for milestone in milestones:
        subject = milestone.site or milestone.supercomputer
        if subject:
            key = (type(subject), subject.pk)
            subjects.setdefault(key, subject)
            shown.setdefault(key, []).append(milestone)
    return [history_of(subject, day, shown[key]) for key, subject in subjects.items()]
