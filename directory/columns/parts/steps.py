"""The steps of records, nested in them, in the records that they belong to and in sources."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column
from directory.columns.choices import SubjectKind
from directory.columns.milestones import MILESTONE_COLUMNS
from directory.columns.part import Part, slug_of
from directory.evidence.by_fact import known_milestones
from directory.models import Milestone

#: What a step says by itself, without the others of its subject.
STEP_COLUMNS = tuple(
    column
    for column in MILESTONE_COLUMNS
    if column.name
    in ("stage", "reached", "date", "earliest", "latest", "stated_on", "note", "sources")
)
STEP_OF_A_MACHINE = (
    slug_of("supercomputer", _("Machine"), "supercomputer_id", "supercomputers"),
    *STEP_COLUMNS,
)
STEP_OF_A_SUBJECT = (
    Column(
        "subject_kind",
        _("List"),
        _("The list in which the site or the machine stands."),
        lambda step: (SubjectKind.SITES if step.site_id else SubjectKind.SUPERCOMPUTERS).value,
        choices=SubjectKind,
    ),
    Column(
        "subject_slug",
        _("Slug of the site or supercomputer"),
        _("Permanent name of the site or the machine."),
        lambda step: step.site_id or step.supercomputer_id,
    ),
    *STEP_COLUMNS,
)


def milestones(record: Any) -> Iterable[Milestone]:
    return record.milestones.all()


def milestones_of(records: Iterable[Any]) -> Iterable[Milestone]:
    return chain.from_iterable(map(milestones, records))


STEPS = Part(
    "milestones",
    _("Milestones"),
    _("The steps reached and the plans known on the day, by date, each with its sources."),
    STEP_COLUMNS,
    milestones,
    lambda day: [known_milestones(day)],
)
