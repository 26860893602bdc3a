"""The footnotes of a record: for each fact who says it, and who says otherwise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from directory import dates
from directory.enums import Reading, SourceKind
from directory.models import Citation, Source


@dataclass(frozen=True)
class StatedValue:
    """What some sources state instead of the record's value."""

    words: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Footnote:
    """The evidence of one fact; `number` is its mark on the page."""

    number: int
    fact: str
    supports: tuple[Citation, ...]
    otherwise: tuple[StatedValue, ...]
    conflict: str

    @property
    def only_second_hand(self) -> bool:
        """Tell whether no source that was read directly and is not a secondary note supports it."""
        return bool(self.supports) and all(
            citation.source.reading == Reading.SECOND_HAND
            or citation.source.kind == SourceKind.SECONDARY_NOTE
            for citation in self.supports
        )


def footnotes_of(record: Any) -> dict[str, Footnote]:
    """Return the footnotes of a record by fact, numbered in the order of its facts."""
    citations = list(record.citations.select_related("source").order_by("source__sort_key"))
    comments = {conflict.field: conflict.comment for conflict in record.conflicts.all()}
    cited = {citation.field for citation in citations}
    facts = [fact for fact in record.FACTS if fact in cited]
    return {
        fact: _footnote(number, fact, [c for c in citations if c.field == fact], comments)
        for number, fact in enumerate(facts, start=1)
    }


def _footnote(
    number: int, fact: str, citations: list[Citation], comments: dict[str, str]
) -> Footnote:
    return Footnote(
        number=number,
        fact=fact,
        supports=tuple(citation for citation in citations if not citation.states),
        otherwise=tuple(_stated_values(citations)),
        conflict=comments.get(fact, ""),
    )


def _stated_values(citations: Iterable[Citation]) -> Iterator[StatedValue]:
    by_words: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.states:
            by_words.setdefault(citation.states, []).append(citation)
    for words, stating in by_words.items():
        yield StatedValue(words, tuple(stating))


def knowledge_horizon() -> Source | None:
    """Return the newest dated source that the directory rests on."""
    return Source.objects.filter(latest__lte=dates.today()).order_by("-latest", "slug").first()


def conflicts_of(footnotes: Iterable[Footnote]) -> list[Footnote]:
    """Return the footnotes of facts whose sources disagree."""
    return [footnote for footnote in footnotes if footnote.conflict]
