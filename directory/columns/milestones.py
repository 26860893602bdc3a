"""What a row of the list of milestones shows."""

import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.columns.base import DAY, Column, DataType, iso, link_to, when
from directory.columns.choices import PlanChange, Stage, SubjectKind
from directory.columns.shared import ADDRESS
from directory.evidence import timeline
from directory.evidence.plans import PlannedStage
from directory.evidence.timeline import changes_of, planned_stage
from directory.models import Milestone


def date_in_words(milestone: Milestone) -> str:
    return _now("not published") if milestone.undated else when(milestone)


def changes(milestone: Any) -> list[str]:
    return changes_of(milestone, planned_stage(milestone, milestone.day), milestone.day)


def changes_in_words(
    milestone: Milestone, stage: PlannedStage | None, day: datetime.date
) -> list[str]:
    """Return what is to be said about a milestone beside the others for the same stage."""
    return [_words(change, stage, day) for change in changes_of(milestone, stage, day)]


def _words(change: str, stage: PlannedStage | None, day: datetime.date) -> str:
    if stage is None or change == timeline.UNTOLD:
        return _now("no source tells whether it had happened by %(day)s") % {
            "day": date_format(day, DAY)
        }
    if change == timeline.SLIPPED and stage.slip:
        first = stage.slip[0]
        return _now("first planned for %(date)s, as stated on %(day)s") % {
            "date": when(first),
            "day": date_format(first.stated_on, DAY) if first.stated_on else "",
        }
    if change == timeline.DONE and stage.reached:
        return _now("reached: %(date)s") % {"date": date_in_words(stage.reached)}
    return {
        timeline.MOVED_LATER: _now("later than planned before"),
        timeline.MOVED_EARLIER: _now("earlier than planned before"),
        timeline.OVERDUE: _now("every planned day has passed; no source says that it was reached"),
    }.get(change) or str(stage.outcome_words)


def in_words(milestone: Any) -> str:
    """Return the same of a row, which knows its day."""
    stage = planned_stage(milestone, milestone.day)
    return "; ".join(changes_in_words(milestone, stage, milestone.day))


MILESTONE_COLUMNS = (
    Column(
        "subject",
        _("Site or supercomputer"),
        _("Name of the site or the machine whose step it is."),
        lambda milestone: str(milestone.owner()),
        links=lambda milestone: link_to(milestone.owner()),
        in_table=True,
    ),
    Column(
        "subject_kind",
        _("List"),
        _("The list in which the site or the machine stands."),
        lambda milestone: milestone.subject_kind,
        choices=SubjectKind,
    ),
    Column(
        "subject_slug",
        _("Slug of the site or supercomputer"),
        _("Permanent name of the site or the machine."),
        lambda milestone: milestone.subject_slug,
    ),
    Column(
        "country",
        _("Country"),
        _("Country of the site or the machine, as ISO 3166-1 code."),
        lambda milestone: milestone.subject_country,
        refers_to="countries",
        text=lambda milestone: milestone.owner().country.name,
        links=lambda milestone: link_to(milestone.owner().country),
        in_table=True,
    ),
    Column(
        "stage",
        _("Step"),
        _("The stage that the step leads to."),
        lambda milestone: milestone.stage,
        choices=Stage,
        text=lambda milestone: milestone.get_stage_display(),
        note=lambda milestone: milestone.note,
        in_table=True,
    ),
    Column(
        "reached",
        _("Reached or planned"),
        _("Whether it happened; else it is a plan."),
        lambda milestone: milestone.reached,
        data_type=DataType.BOOLEAN,
        text=lambda milestone: _("reached") if milestone.reached else _("planned"),
    ),
    Column(
        "date",
        _("Date"),
        _("Date as published; empty where none is."),
        lambda milestone: milestone.as_published or None,
        text=date_in_words,
        in_table=True,
    ),
    Column(
        "earliest",
        _("Earliest day"),
        _("First day that the date may mean; empty where only a last day is known."),
        lambda milestone: iso(milestone.earliest),
        data_type=DataType.DAY,
    ),
    Column(
        "latest",
        _("Latest day"),
        _("Last day that the date may mean."),
        lambda milestone: iso(milestone.latest),
        data_type=DataType.DAY,
    ),
    Column(
        "stated_on",
        _("Stated on"),
        _("Of a plan: the day on which its source stated it; empty where that is not published."),
        lambda milestone: iso(milestone.stated_on),
        data_type=DataType.DAY,
        text=lambda milestone: date_format(milestone.stated_on, DAY) if milestone.stated_on else "",
        in_table=True,
    ),
    Column(
        "changes",
        _("Beside the other plans"),
        _("How a plan differs from those stated before it, and what has become of it."),
        changes,
        data_type=DataType.TEXTS,
        choices=PlanChange,
        text=in_words,
    ),
    Column(
        "note",
        _("Note"),
        _("Remark about the step."),
        lambda milestone: milestone.note or None,
    ),
    Column(
        "sources",
        _("Sources"),
        _("The documents that report the step or state the plan, by their permanent names."),
        lambda milestone: [source.pk for source in milestone.sources.all()],
        data_type=DataType.TEXTS,
        refers_to="sources",
        in_table=True,
    ),
    ADDRESS,
)
