"""A row of the comparison: one fact of all records, and what comes of putting it side by side."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.functional import Promise

from directory.columns.base import Link
from directory.evidence.footnotes import Footnote
from directory.guidance.compared_facts import RESTS_ON, Caution
from directory.models import Record


class Outcome(StrEnum):
    """What comes of putting the values of one fact side by side."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_COMPARABLE = "not-comparable"
    PARTLY_PUBLISHED = "partly-published"
    NOT_PUBLISHED = "not-published"


@dataclass(frozen=True)
class Cell:
    """One fact of one record; `instead` is said where there can be none."""

    record: Record
    words: str
    links: list[Link]
    instead: str | Promise
    #: Who says it; None where nobody is cited.
    footnote: Footnote | None
    is_uncited: bool

    @property
    def said(self) -> str:
        return self.words or str(self.instead)


@dataclass(frozen=True)
class Row:
    """One fact of all records."""

    fact: str
    cells: list[Cell]
    caution: Caution | None

    @property
    def noted(self) -> str:
        """The fact whose footnotes are those of this row."""
        return RESTS_ON.get(self.fact, self.fact)

    @property
    def rests_on_another(self) -> bool:
        return self.fact in RESTS_ON

    @cached_property
    def outcome(self) -> Outcome | None:
        """What the comparison gives; None where there is nothing to compare with."""
        said = [cell.said for cell in self.cells]
        if not any(said):
            return Outcome.NOT_PUBLISHED
        if len(said) == 1:
            return None
        if self.caution and self.caution.forbids:
            return Outcome.NOT_COMPARABLE
        if len({*filter(None, said)}) > 1:
            return Outcome.DIFFERS
        return Outcome.SAME if all(said) else Outcome.PARTLY_PUBLISHED

    @property
    def is_same(self) -> bool:
        return self.outcome == Outcome.SAME

    @property
    def is_settled(self) -> bool:
        """Tell whether it is the same everywhere and no sources disagree about it."""
        conflicts = [cell.footnote.conflict for cell in self.cells if cell.footnote]
        return self.is_same and not any(conflicts)

    @property
    def is_unpublished(self) -> bool:
        """Tell whether nothing is known of the fact, not even a source that says otherwise."""
        noted = any(cell.footnote or cell.is_uncited for cell in self.cells)
        return self.outcome == Outcome.NOT_PUBLISHED and not noted

    @cached_property
    def in_common(self) -> list[str]:
        """What all records have of a fact that is a list, where they do not have all the same."""
        if self.outcome != Outcome.DIFFERS or not any(len(c.links) > 1 for c in self.cells):
            return []
        shared = set.intersection(*({str(ln.label) for ln in c.links} for c in self.cells))
        return [str(link.label) for link in self.cells[0].links if link.label in shared]


@dataclass(frozen=True)
class Section:
    """Some facts under one heading."""

    anchor: str
    label: Promise
    rows: list[Row]

    @property
    def shown(self) -> list[Row]:
        """The rows that are worth reading at once."""
        return [row for row in self.rows if not (row.is_settled or row.is_unpublished)]
