"""The evidence of records as data: for each fact who says it, who says otherwise, and of what."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from directory.evidence.footnotes import about, by_record, grouped, key_of, stated_values
from directory.models import Citation, Conflict, Milestone, Source


@dataclass(frozen=True)
class Cited:
    """A source that says something of a fact, with what is to be remarked about that."""

    source: Source
    note: str

    @property
    def source_id(self) -> str:
        return self.source.pk


@dataclass(frozen=True)
class Otherwise:
    """What some sources state instead of the record's value."""

    value: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True)
class FactEvidence:
    """Who says a fact of a record, who says otherwise, and how they differ."""

    sources: tuple[Cited, ...]
    stated_otherwise: tuple[Otherwise, ...]
    conflict: str


def known_milestones(day: datetime.date) -> Prefetch:
    """Return the steps and plans of each record that were known on a day, with their sources."""
    known = Milestone.objects.known_on(day).order_by("latest", "pk")
    return Prefetch("milestones", known.prefetch_related("sources"))


def evidence_by_fact(
    records: Sequence[Any], day: datetime.date
) -> dict[str, dict[str, FactEvidence]]:
    """Return the evidence of records of one kind, by slug and fact; at most four queries."""
    if records and hasattr(records[0], "milestones"):
        prefetch_related_objects(records, known_milestones(day))
    citations = by_record(about(Citation, records).select_related("source"))
    conflicts = by_record(about(Conflict, records))
    return {
        record.pk: dict(
            _by_fact(record, citations.get(key_of(record), []), conflicts.get(key_of(record), []))
        )
        for record in records
    }


def _by_fact(
    record: Any, citations: list[Citation], conflicts: list[Conflict]
) -> Iterator[tuple[str, FactEvidence]]:
    for fact, cited, steps, comment in grouped(record, record.FACTS, citations, conflicts):
        supports = cited_by(citation for citation in cited if not citation.states)
        supports += tuple(
            Cited(source, str(step)) for step in steps for source in step.sources.all()
        )
        otherwise = tuple(
            Otherwise(stated.words, cited_by(stated.citations)) for stated in stated_values(cited)
        )
        yield fact, FactEvidence(supports, otherwise, comment)


def cited_by(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    return tuple(Cited(citation.source, citation.note) for citation in citations)
