"""What a source carries: the facts, milestones, claims and guidance that rest on it."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from directory.evidence.footnotes import StatedValue, about, by_record, key_of, stated_values
from directory.models import (
    Assumption,
    Citation,
    Claim,
    Conflict,
    FinderRule,
    HelpEntry,
    Milestone,
    Source,
    Sourced,
)

#: The kinds of guidance, each of which rests on its sources as a whole.
GUIDANCE: tuple[type[Sourced], ...] = (HelpEntry, FinderRule, Assumption)


@dataclass(frozen=True)
class CarriedFact:
    """What a source says of one fact of a record, beside what all others say of it."""

    citation: Citation
    #: Other sources that say the same.
    agreeing: tuple[Citation, ...]
    #: What other sources say; the empty words are the value that the record has.
    disagreeing: tuple[StatedValue, ...]
    is_disputed: bool


@dataclass(frozen=True)
class CitedRecord:
    """A record of which a source supports facts, or states other values for them."""

    record: Any
    kind: str
    facts: tuple[CarriedFact, ...]


def cited_records(source: Source) -> list[CitedRecord]:
    """Return the records that visitors may see and a source is cited for, kind by kind.

    The facts of a record stand in the order of its page. Three queries.
    """
    citations = Citation.objects.public().filter(source=source)
    found = sorted(
        citations.select_related(*Citation.SUBJECTS, "organisation__country"), key=_place
    )
    by_owner = [(owner, list(rows)) for owner, rows in groupby(found, key=Citation.owner) if owner]
    records = [record for record, _rows in by_owner]
    everything = by_record(about(Citation, records).exclude(source=source).select_related("source"))
    disputed = by_record(about(Conflict, records))
    return [
        CitedRecord(
            record=record,
            kind=str(record._meta.verbose_name),
            facts=tuple(
                _carried(
                    citation,
                    [c for c in everything.get(key_of(record), ()) if c.field == citation.field],
                    {conflict.field for conflict in disputed.get(key_of(record), ())},
                )
                for citation in rows
            ),
        )
        for record, rows in by_owner
    ]


def _carried(citation: Citation, others: list[Citation], disputed: set[str]) -> CarriedFact:
    differing = [other for other in others if other.states != citation.states]
    supporting = tuple(other for other in differing if not other.states)
    return CarriedFact(
        citation=citation,
        agreeing=tuple(other for other in others if other.states == citation.states),
        disagreeing=(
            *([StatedValue("", supporting)] if supporting else []),
            *stated_values(differing),
        ),
        is_disputed=citation.field in disputed,
    )


def _place(citation: Citation) -> tuple:
    record = citation.owner()
    subject = next(s for s in Citation.SUBJECTS if getattr(citation, f"{s}_id"))
    order = record.FACTS if record else ()
    return (
        Citation.SUBJECTS.index(subject),
        getattr(record, "sort_key", ""),
        citation.owner_key(),
        order.index(citation.field),
        citation.states,
    )


def milestones_of(source: Source) -> list[Milestone]:
    """Return the milestones that a source reports, of records that visitors may see; one query."""
    milestones = Milestone.objects.public().filter(sources=source)
    return list(milestones.select_related("site", "supercomputer").order_by("latest", "pk"))


def claims_of(source: Source) -> list[Claim]:
    """Return the claims about the network that a source states, first or also; two queries."""
    claims = Claim.objects.order_by("sort_key", "slug")
    return [*claims.filter(source=source), *claims.filter(also_stated_by=source)]


@dataclass(frozen=True)
class Guidance:
    """What of one kind the portal tells users on the ground of a source."""

    kind: str
    records: tuple[Sourced, ...]


def guidance_of(source: Source) -> list[Guidance]:
    """Return the answers, rules and assumptions that rest on a source; a query for each kind."""
    found = [
        Guidance(
            str(model._meta.verbose_name_plural),
            tuple(model._default_manager.filter(sources=source)),
        )
        for model in GUIDANCE
    ]
    return [guidance for guidance in found if guidance.records]


def questions_raised_by(source: Source) -> list[HelpEntry]:
    """Return what users ask as a source reports it; one query."""
    return list(HelpEntry.objects.filter(raised_by=source))
