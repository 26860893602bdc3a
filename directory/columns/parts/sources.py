"""What is nested in sources: all that rests on them."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, when
from directory.columns.part import NOTE, Part, slug_of, words_of
from directory.columns.parts.steps import STEP_OF_A_SUBJECT
from directory.models import Citation, Claim, HelpEntry, Milestone, Source, Sourced

#: The kinds of guidance by the names of their lists, with how a source leads to them.
GUIDANCE = {
    "help": "helpentrys",
    "finder-rules": "finderrules",
    "assumptions": "assumptions",
}


class Stated(NamedTuple):
    """A claim that a source states, as the first one or after another."""

    claim: Claim
    is_first: bool


class Resting(NamedTuple):
    """A record of guidance that rests on a source, by the name of its list."""

    kind: str
    record: Sourced


def citations(day: datetime.date) -> list[Prefetch]:
    found = Citation.objects.public().order_by(*Citation.SUBJECTS, "field", "pk")
    return [Prefetch("citations", found, to_attr="citations_told")]


def milestones(day: datetime.date) -> list[Prefetch]:
    steps = Milestone.objects.public().order_by("latest", "pk").prefetch_related("sources")
    return [Prefetch("milestones", steps, to_attr="milestones_told")]


def claims(source: Any) -> Iterator[Stated]:
    yield from (Stated(claim, True) for claim in source.claims.all())
    yield from (Stated(claim, False) for claim in source.also_claims.all())


def guidance(source: Source) -> Iterator[Resting]:
    for kind, relation in GUIDANCE.items():
        yield from (Resting(kind, record) for record in getattr(source, relation).all())


SOURCE_PARTS = (
    Part(
        "citations",
        _("Citations"),
        _("The facts of records that the source is cited for."),
        (
            Column(
                "kind",
                _("Kind of record"),
                _("Kind of the record whose fact it is."),
                lambda citation: next(s for s in citation.SUBJECTS if getattr(citation, f"{s}_id")),
            ),
            Column(
                "slug",
                _("Slug"),
                _("Permanent name of the record."),
                lambda citation: next(
                    key for s in citation.SUBJECTS if (key := getattr(citation, f"{s}_id"))
                ),
            ),
            Column("fact", _("Fact"), _("The fact of the record."), lambda row: row.field),
            words_of(
                "states",
                _("States instead"),
                _("What it states instead of the record's value; empty where it supports it."),
            ),
            NOTE,
        ),
        lambda source: source.citations_told,
        citations,
    ),
    Part(
        "milestones",
        _("Milestones"),
        _("The steps and plans that it reports."),
        STEP_OF_A_SUBJECT,
        lambda source: source.milestones_told,
        milestones,
    ),
    Part(
        "claims",
        _("Claims"),
        _("The claims about the whole network that it states."),
        (
            Column(
                "claim",
                _("Claim"),
                _("Permanent name of the record."),
                lambda row: row.claim.pk,
                refers_to="claims",
            ),
            Column(
                "statement",
                _("Statement"),
                _("What is claimed, in our own words."),
                lambda row: row.claim.statement,
            ),
            Column(
                "date",
                _("Date"),
                _("The time that the claim speaks of; empty where it gives none."),
                lambda row: row.claim.as_published or None,
                text=lambda row: when(row.claim),
            ),
            Column(
                "is_first",
                _("First source"),
                _("Whether it is the first source of the claim; else it states it too."),
                lambda row: row.is_first,
                data_type=DataType.BOOLEAN,
            ),
            Column(
                "note", _("Note"), _("Remark about the claim."), lambda row: row.claim.note or None
            ),
        ),
        claims,
        lambda _day: [
            Prefetch(name, Claim.objects.order_by("sort_key", "slug"))
            for name in ("claims", "also_claims")
        ],
    ),
    Part(
        "guidance",
        _("Help that rests on it"),
        _("The answers, rules of the finder and assumptions of the estimate that rest on it."),
        (
            Column("kind", _("Kind"), _("The list that has the record."), lambda row: row.kind),
            Column("slug", _("Slug"), _("Permanent name of the record."), lambda r: r.record.pk),
            Column("name", _("Name"), _("Name of the record."), lambda row: str(row.record)),
        ),
        guidance,
        lambda _day: list(GUIDANCE.values()),
    ),
    Part(
        "questions",
        _("What users ask"),
        _("The questions, complaints and needs of users that it reports."),
        (
            slug_of("help", _("Entry"), "pk", "help"),
            Column(
                "question",
                _("Question"),
                _("What is asked, in our own words."),
                lambda entry: entry.question,
            ),
        ),
        lambda source: source.raised_helpentrys.all(),
        lambda _day: [Prefetch("raised_helpentrys", HelpEntry.objects.all())],
    ),
)
