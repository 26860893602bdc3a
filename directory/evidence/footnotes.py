"""The footnotes of a page: for each fact that it shows who says it, and who says otherwise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import count
from operator import or_
from typing import Any

from django.db.models import Q

from directory import dates
from directory.enums import UNKNOWN_STAGE, Reading, SourceKind
from directory.evidence.gaps import is_stated, subject_of
from directory.models import Citation, Conflict, Milestone, Record, Source

Key = tuple[str, str]


@dataclass(frozen=True)
class StatedValue:
    """What some sources state instead of the record's value."""

    words: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Footnote:
    """The evidence of one fact of one record; `number` is its mark on the page.

    A status rests on the milestones that give it, `steps`, besides what is cited for itself.
    """

    number: int
    fact: str
    record: Any
    #: What sets the anchors of this fact apart from those of all others on the page.
    anchor: str
    supports: tuple[Citation, ...] = ()
    otherwise: tuple[StatedValue, ...] = ()
    conflict: str = ""
    steps: tuple[Milestone, ...] = ()

    @property
    def is_supported(self) -> bool:
        return bool(self.supports or self.steps)

    @property
    def other_steps(self) -> list[tuple[Milestone, list[Source]]]:
        """The milestones with those of their sources that are not cited for the fact itself."""
        cited = {citation.source_id for citation in self.supports}
        sources = (
            (step, [s for s in step.sources.all() if s.pk not in cited]) for step in self.steps
        )
        return [(step, left) for step, left in sources if left]

    @property
    def only_second_hand(self) -> bool:
        """Tell whether no source that was read directly and is not a secondary note supports it."""
        sources = [citation.source for citation in self.supports]
        sources += [source for step in self.steps for source in step.sources.all()]
        return bool(sources) and all(is_second_hand(source) for source in sources)


def is_second_hand(source: Source) -> bool:
    return source.reading == Reading.SECOND_HAND or source.kind == SourceKind.SECONDARY_NOTE


@dataclass(frozen=True)
class Shown:
    """A record of which the page of another one shows some facts."""

    record: Any
    facts: tuple[str, ...]


@dataclass(frozen=True)
class RecordNotes:
    """The footnotes of one record on a page, and its facts that no source is cited for."""

    record: Any
    #: What the anchors of its facts begin with; empty for the record that the page is about.
    prefix: str
    by_fact: dict[str, Footnote]
    uncited: tuple[str, ...]
    #: The page on which the footnotes stand, if not the one that shows the facts.
    address: str = ""

    def anchor(self, fact: str) -> str:
        return self.prefix + fact

    @property
    def footnotes(self) -> list[Footnote]:
        return list(self.by_fact.values())

    @property
    def uncited_anchors(self) -> list[tuple[str, str]]:
        """The facts without any source, each behind the anchor of its mark."""
        return [(self.anchor(fact), fact) for fact in self.uncited]


class Evidence:
    """The footnotes of all facts that a page shows, numbered through; two queries.

    `record` is what the page is about, if it is one record. `others` are records of which the page
    shows some facts; what they are stated by (milestones, organisations, ...) is taken from the
    rows that they come with. The footnotes of records `elsewhere` stand on their own pages, to
    which their marks lead.
    """

    def __init__(
        self,
        record: Any = None,
        others: Iterable[Shown] = (),
        elsewhere: Iterable[Shown] = (),
    ) -> None:
        own = [Shown(record, record.FACTS)] if record else []
        here, there = [*own, *others], list(elsewhere)
        records = [one.record for one in here + there]
        citations = by_record(about(Citation, records).select_related("source"))
        conflicts = by_record(about(Conflict, records))

        def notes(one: Shown, numbers: Iterator[int], prefix: str, address: str) -> RecordNotes:
            key = key_of(one.record)
            cited, disputed = citations.get(key, []), conflicts.get(key, [])
            by_fact = dict(_footnotes(one, cited, disputed, numbers, prefix))
            return RecordNotes(one.record, prefix, by_fact, tuple(_uncited(one, by_fact)), address)

        numbers = count(1)
        #: The records whose footnotes stand on the page; its own, which comes first, if it has one.
        self.records = [
            notes(one, numbers, "" if one.record is record else prefix_of(one.record), "")
            for one in here
        ]
        self.own = self.records[0] if own else RecordNotes(None, "", {}, ())
        linked = [notes(one, count(1), "", one.record.get_absolute_url()) for one in there]
        self._by_key = {key_of(found.record): found for found in [*linked, *self.records]}

    def of(self, record: Any) -> RecordNotes:
        return self._by_key[key_of(record)]

    def __iter__(self) -> Iterator[Footnote]:
        return (footnote for notes in self.records for footnote in notes.footnotes)

    def __len__(self) -> int:
        return sum(len(notes.by_fact) for notes in self.records)

    @property
    def conflicts(self) -> list[Footnote]:
        """The footnotes of facts whose sources disagree."""
        return [footnote for footnote in self if footnote.conflict]

    @property
    def has_second_hand(self) -> bool:
        return any(footnote.only_second_hand for footnote in self)

    @property
    def uncited_count(self) -> int:
        return sum(len(notes.uncited) for notes in self.records)

    def context(self) -> dict[str, Any]:
        """Return what templates call it: all, the page's own by fact, and the disagreements."""
        return {"evidence": self, "footnotes": self.own.by_fact, "conflicts": self.conflicts}


def about(model: type[Citation | Conflict], records: Iterable[Record]) -> Any:
    """Return the citations or conflicts of several records of any kinds, for one query."""
    slugs: dict[str, list[str]] = {}
    for record in records:
        slugs.setdefault(subject_of(type(record)), []).append(record.pk)
    conditions = [Q(**{f"{subject}__in": pks}) for subject, pks in slugs.items()]
    rows: Any = model._default_manager.filter(reduce(or_, conditions, Q(pk__in=[])))
    return rows.order_by("source__sort_key", "pk") if model is Citation else rows


def key_of(record: Record) -> Key:
    return subject_of(type(record)), record.pk


def by_record(rows: Iterable[Any]) -> dict[Key, list[Any]]:
    grouped: dict[Key, list[Any]] = {}
    for row in rows:
        subject = next(s for s in row.SUBJECTS if getattr(row, f"{s}_id"))
        grouped.setdefault((subject, getattr(row, f"{subject}_id")), []).append(row)
    return grouped


def prefix_of(record: Record) -> str:
    return f"{subject_of(type(record))}-{record.pk}-"


def _footnotes(
    shown: Shown,
    citations: list[Citation],
    conflicts: list[Conflict],
    numbers: Iterator[int],
    prefix: str,
) -> Iterator[tuple[str, Footnote]]:
    """Yield the facts that have evidence, each with its footnote."""
    for fact, cited, steps, comment in grouped(shown.record, shown.facts, citations, conflicts):
        yield (
            fact,
            Footnote(
                number=next(numbers),
                fact=fact,
                record=shown.record,
                anchor=prefix + fact,
                supports=tuple(citation for citation in cited if not citation.states),
                otherwise=tuple(stated_values(cited)),
                conflict=comment,
                steps=steps,
            ),
        )


def grouped(
    record: Any,
    facts: Iterable[str],
    citations: Iterable[Citation],
    conflicts: Iterable[Conflict],
) -> Iterator[tuple[str, list[Citation], tuple[Milestone, ...], str]]:
    """Yield the facts that have evidence: who is cited, the steps behind, how sources disagree."""
    comments = {conflict.field: conflict.comment for conflict in conflicts}
    for fact in facts:
        cited = [citation for citation in citations if citation.field == fact]
        steps = steps_of(record) if fact == "status" else ()
        if cited or steps:
            yield fact, cited, steps, comments.get(fact, "")


def _uncited(shown: Shown, by_fact: dict[str, Footnote]) -> Iterator[str]:
    """Yield the facts that are shown and that no source supports."""
    for fact in shown.facts:
        supported = fact in by_fact and by_fact[fact].is_supported
        if fact == "status":
            supported = all(step.sources.all() for step in shown.record.milestones.all())
        if not supported and is_stated(shown.record, fact):
            yield fact


def steps_of(record: Any) -> tuple[Milestone, ...]:
    """Return the reached milestones that give a record its stage, of those it comes with."""
    return tuple(
        milestone
        for milestone in record.milestones.all()
        if milestone.reached
        and record.stage in (milestone.stage, UNKNOWN_STAGE)
        and milestone.sources.all()
    )


def stated_values(citations: Iterable[Citation]) -> Iterator[StatedValue]:
    """Return what citations state instead of the record's value, each value once."""
    by_words: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.states:
            by_words.setdefault(citation.states, []).append(citation)
    for words, stating in by_words.items():
        yield StatedValue(words, tuple(stating))


def knowledge_horizon() -> Source | None:
    """Return the newest dated source that the directory rests on."""
    return Source.objects.filter(latest__lte=dates.today()).order_by("-latest", "slug").first()
