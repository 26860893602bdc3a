"""The comparison: the facts of up to five sites or supercomputers side by side."""

import datetime
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from directory.columns.base import Link
from directory.columns.fact_links import links_of
from directory.columns.facts import in_words
from directory.enums import UNKNOWN_STAGE
from directory.evidence.footnotes import Evidence, Shown
from directory.guidance.compared_facts import (
    MACHINE_SECTIONS,
    RESTS_ON,
    SITE_SECTIONS,
    caution,
    instead,
)
from directory.guidance.compared_rows import Cell, Row, Section
from directory.models import Milestone
from directory.selection import SELECTIONS
from directory.selection.compared import SITE, Compared


class Comparison:
    """Records of one kind on a day, their facts and the evidence for them.

    It costs the same number of queries for two records as for five.
    """

    def __init__(self, asked: Compared) -> None:
        self.asked = asked
        self.records = list(with_evidence(asked))
        #: The records that nobody had announced on that day, by name.
        there = {record.pk for record in self.records}
        self.not_yet = [name for slug, name in asked.chosen.records if slug not in there]
        self.evidence = Evidence(None, [Shown(record, record.FACTS) for record in self.records])

    @property
    def day(self) -> datetime.date:
        return self.asked.day

    @cached_property
    def sections(self) -> list[Section]:
        declared = SITE_SECTIONS if self.asked.kind == SITE else MACHINE_SECTIONS
        return [
            Section(anchor, label, [self.row(fact) for fact in facts if self.tells(fact)])
            for anchor, label, facts in declared
        ]

    def tells(self, fact: str) -> bool:
        """Tell whether a row of a fact tells something; a remark on figures may be on none."""
        return fact != "figures_scope" or any(record.figures_scope for record in self.records)

    @property
    def rows(self) -> Iterator[Row]:
        return (row for section in self.sections for row in section.rows)

    @property
    def same(self) -> list[Row]:
        return [row for row in self.rows if row.is_settled]

    @property
    def unpublished(self) -> list[Row]:
        return [row for row in self.rows if row.is_unpublished]

    def row(self, fact: str) -> Row:
        cells = [self.cell(record, fact) for record in self.records]
        having = [cell.record for cell in cells if cell.words]
        return Row(fact, cells, caution(fact, having))

    def cell(self, record: Any, fact: str) -> Cell:
        notes, noted = self.evidence.of(record), RESTS_ON.get(fact, fact)
        links = links_of(record, fact)
        return Cell(
            record=record,
            words=listed(links) or words_of(record, fact),
            links=links,
            instead=instead(record, fact),
            footnote=notes.by_fact.get(noted),
            is_uncited=noted in notes.uncited,
        )


def with_evidence(asked: Compared) -> QuerySet:
    """Return the records of the day with all that they show and what their status rests on."""
    everything = SELECTIONS[f"{asked.kind}s"].on(asked.day)
    milestones = Milestone.objects.known_on(asked.day).order_by("latest", "pk")
    rows = everything.all_rows().filter(pk__in=asked.slugs)
    return everything.with_details(rows).prefetch_related(
        Prefetch("milestones", milestones.prefetch_related("sources"))
    )


def listed(links: Sequence[Link]) -> str:
    return ", ".join(
        f"{link.label} ({link.note})" if link.note else str(link.label) for link in links
    )


def words_of(record: Any, fact: str) -> str:
    """Return a fact in words, empty where it is not published."""
    if fact == "kind":
        return record.get_kind_display()
    if fact == "status" and record.stage == UNKNOWN_STAGE:
        return ""
    return in_words(record, fact)
