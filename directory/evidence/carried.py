"""What a source carries: the facts, milestones and claims of the directory that rest on it."""

from dataclasses import dataclass
from itertools import groupby

from directory.models import Citation, Claim, Milestone, Record, Source


@dataclass(frozen=True)
class CitedRecord:
    """A record of which a source supports facts, or states other values for them."""

    record: Record
    kind: str
    supports: tuple[Citation, ...]
    otherwise: tuple[Citation, ...]


def cited_records(source: Source) -> list[CitedRecord]:
    """Return the records that visitors may see and a source is cited for, kind by kind; one query.

    The facts of a record stand in the order of its page.
    """
    citations = Citation.objects.public().filter(source=source)
    found = sorted(citations.select_related(*Citation.SUBJECTS), key=_place)
    return [
        _cited(record, list(about_record))
        for record, about_record in groupby(found, key=Citation.owner)
        if record
    ]


def _cited(record: Record, citations: list[Citation]) -> CitedRecord:
    return CitedRecord(
        record=record,
        kind=str(record._meta.verbose_name),
        supports=tuple(citation for citation in citations if not citation.states),
        otherwise=tuple(citation for citation in citations if citation.states),
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
