"""The picture of a timeline: a lane for each subject, drawn without the browser's help."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from directory.columns.base import when
from directory.columns.calls import cutoff_in_words
from directory.evidence.agenda import Agenda
from directory.evidence.plans import LATER, PlannedStage
from directory.evidence.timeline import History
from directory.models import Country, Milestone, Wave
from directory.pages.timeline_axis import Axis, axis_for
from directory.pages.timeline_marks import (
    DAY_MARK,
    DENSE,
    PADDING,
    POINT,
    ROW,
    Arrow,
    Mark,
    Rows,
    arrow_between,
    mark_of,
    milestone_mark,
)


@dataclass
class Lane:
    """What is drawn of one subject; `group` is the country where it is the first one of it."""

    history: History | None
    label: str
    kind: str
    marks: list[Mark] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    group: Country | None = None

    @property
    def height(self) -> int:
        rows = max((mark.row for mark in self.marks), default=0) + 1
        pitch = max((mark.pitch for mark in self.marks), default=ROW)
        return rows * pitch + 2 * PADDING


@dataclass(frozen=True)
class WaveDay:
    """The day of a wave, and where its sign stands: beside that of one a few days before."""

    wave: Wave
    x: float
    sign: float


@dataclass(frozen=True)
class TimelinePicture:
    """The lanes of a timeline on one axis; `now` is where the day that is shown lies."""

    axis: Axis
    now: float
    lanes: list[Lane]
    context: list[Lane]
    waves: list[WaveDay]
    undated: list[Milestone]

    @property
    def has_arrows(self) -> bool:
        return any(lane.arrows for lane in self.lanes)

    @property
    def has_untold(self) -> bool:
        return any(mark.untold for lane in self.lanes for mark in lane.marks)

    @property
    def has_overdue(self) -> bool:
        return any(mark.overdue for lane in self.lanes for mark in lane.marks)


def timeline_picture(
    histories: Iterable[History],
    day: datetime.date,
    *,
    agenda: Agenda | None = None,
    waves: Iterable[Wave] = (),
    by_country: bool = False,
) -> TimelinePicture:
    """Draw histories as of a day; agenda and waves give them a context."""
    histories = list(histories)
    steps: list[Any] = [step for history in histories for step in history.milestones]
    days = [d for step in steps for d in (step.earliest, step.latest)]
    axis = axis_for(days + (days_of(agenda) if agenda else []), day)
    lanes = [lane_of(history, axis, day) for history in histories]
    if by_country:
        seen = None
        for lane, history in zip(lanes, histories, strict=True):
            if history.subject.country_id != seen:
                seen, lane.group = history.subject.country_id, history.subject.country
    return TimelinePicture(
        axis=axis,
        now=axis.middle_of(day),
        lanes=lanes,
        context=context_lanes(agenda, axis, day) if agenda else [],
        waves=wave_days(waves, axis),
        undated=[milestone for history in histories for milestone in history.undated],
    )


def days_of(agenda: Agenda) -> list[datetime.date | None]:
    cutoffs = [cutoff.day for of_mode in agenda.cutoffs for cutoff in of_mode.days]
    return cutoffs + [event.dated.latest for event in agenda.policies]


def context_lanes(agenda: Agenda, axis: Axis, day: datetime.date) -> list[Lane]:
    """Return a lane of the policies and one of the cut-offs, their marks without labels."""
    policies, cutoffs = Lane(None, _("Policies"), "policy"), Lane(None, _("Cut-offs"), "cutoff")
    for event in agenda.policies:
        if event.dated.latest:
            words = [event.policy.name, event.step.get_step_display() if event.step else ""]
            title = f"{': '.join(filter(None, words))}, {when(event.dated)}"
            reached = event.dated.latest <= day
            policies.marks.append(mark_of(event.dated, event.anchor, title, "", axis, reached))
    for cutoff in (cutoff for of_mode in agenda.cutoffs for cutoff in of_mode.days):
        x = axis.middle_of(cutoff.day)
        title = f"{cutoff.mode.name}, {_('cut-off')} {cutoff_in_words(cutoff)}"
        passed = cutoff.day < day
        cutoffs.marks.append(Mark(cutoff.anchor, title, "", DAY_MARK, x, x, passed))
    lanes = [lane for lane in (policies, cutoffs) if lane.marks]
    for lane in lanes:
        rows = Rows(gap=1)
        lane.marks.sort(key=lambda mark: mark.x)
        for mark in lane.marks:
            mark.pitch = DENSE
            rows.place(mark)
    return lanes


def wave_days(waves: Iterable[Wave], axis: Axis) -> list[WaveDay]:
    days: list[WaveDay] = []
    for wave in sorted(waves, key=lambda wave: wave.announced_on):
        if axis.first <= wave.announced_on <= axis.last:
            x = axis.middle_of(wave.announced_on)
            sign = max(x, days[-1].sign + 2 * POINT) if days else x
            days.append(WaveDay(wave, x, round(sign, 1)))
    return days


def lane_of(history: History, axis: Axis, day: datetime.date) -> Lane:
    kind = history.subject.kind if history.is_site else "machine"
    lane = Lane(history, str(history.subject), kind)
    drawn = [milestone for milestone in history.milestones if not milestone.undated]
    marks = {m.pk: milestone_mark(m, history.stage_of(m), axis, day) for m in drawn}
    rows = Rows()
    outcomes = {
        stage.reached.pk
        for stage in history.stages
        if stage.reached and stage.outcome and any(plan.pk in marks for plan in stage.plans)
    }
    for milestone in drawn:
        if milestone.reached and milestone.pk not in outcomes:
            rows.place(marks[milestone.pk])
    for stage in history.stages:
        place_stage(stage, marks, rows, lane)
    lane.marks = [marks[milestone.pk] for milestone in drawn]
    return lane


def place_stage(stage: PlannedStage, marks: dict[int, Mark], rows: "Rows", lane: Lane) -> None:
    """Put the plans of a stage below each other as they were stated, with arrows where they moved.

    Plans that only moved on the whole have an arrow from the first to the newest one.
    """
    moved = {plan.milestone.pk for plan in stage.dated if plan.moved}
    arrows: list[tuple[Milestone, Milestone]] = []
    chain = [plan for plan in stage.plans if plan.pk in marks]
    for before, plan in zip([None, *chain], chain, strict=False):
        if before and plan.pk in moved:
            arrows.append((before, plan))
    if stage.slip and not arrows:
        arrows.append(stage.slip)
    if stage.outcome and stage.reached and stage.reached.pk in marks and chain:
        latest = max(chain, key=lambda plan: plan.latest or datetime.date.min)
        arrows.append((latest if stage.outcome == LATER else chain[-1], stage.reached))
        chain.append(stage.reached)
    starts = {after.pk: marks[b.pk] for b, after in arrows if b.pk in marks and after.pk in marks}
    for milestone in chain:
        mark, before = marks[milestone.pk], starts.get(milestone.pk)
        if before and mark.x2 <= before.x1:
            mark.put_label(left=True)  # the arrow comes from the right
        rows.place(mark, below=before)
    pairs = [(before, marks[pk]) for pk, before in starts.items()]
    lane.arrows += [arrow_between(b, a) for b, a in pairs if a.x1 >= b.x2 or a.x2 <= b.x1]
