"""The index of the search: what is known of each record in words, and how well a question fits.

It is held in memory and knows no database, so that every database finds the same.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.selection.spelling import (
    Words,
    compact,
    spellings,
    with_a_letter_less,
    without_fillers,
)

# How well the words of a name fit those of a question, best first.
EQUAL, BEGINS, BEGINS_IN_A_WORD, HOLDS, HOLDS_BEGINNINGS = 100, 85, 75, 65, 55
#: Added where a name is written letter by letter as asked: Discoverer+ is not Discoverer++.
TO_THE_LETTER = 1
#: What fits only over several facts starts from here; the weight of its weakest fact is taken off.
OVER_SEVERAL = 70
#: Fewer letters are not taken as the beginning of a word, except of a name of the record itself.
SHORTEST_BEGINNING = 3
SHORTEST_COMPACT = 4
SHORTEST_MISSPELT = 4
#: With more words, a question may do without its little ones; AI:AT may not.
SHORTEST_SENTENCE = 2
MOST_WORDS = 24
REASONS_SHOWN = 3
#: Kinds whose records all stand on one page: its name, and what the anchors on it begin with.
ON_ONE_PAGE = {"help": ("help", ""), "access-mode": ("calls", "mode-")}


@dataclass(frozen=True)
class Fact:
    """A kind of thing by which records are found; `cost` is taken off how well it fits."""

    label: Any
    cost: int
    is_name: bool = False


@dataclass(frozen=True)
class Term:
    """Words by which a record is found, and what to tell the reader that it was found by."""

    fact: Fact
    words: str
    shown: Any


@dataclass(frozen=True)
class Entry:
    """A record that can be found. `about` tells in a few words what it is."""

    kind: str
    slug: str
    name: str
    sort_key: str
    about: tuple[Any, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Hit:
    """A record that was found, how well it fits, and by which of its terms.

    `similar` tells that it was found only after a letter of the question was changed.
    """

    entry: Entry
    score: int
    terms: tuple[Term, ...]
    similar: bool = False

    def get_absolute_url(self) -> str:
        kind, slug = self.entry.kind, self.entry.slug
        if kind in ON_ONE_PAGE:
            page, prefix = ON_ONE_PAGE[kind]
            return f"{reverse(f'directory:{page}')}#{prefix}{slug}"
        return reverse(f"directory:{kind}", args=[slug])

    @property
    def reason(self) -> str:
        """Why it was found, such as “machine: JUPITER”; its own name is not told again."""
        told = (
            str(term.fact.label)
            if term.shown == self.entry.name
            else f"{term.fact.label}: {term.shown}"
            for term in self.terms
        )
        reason = "; ".join(dict.fromkeys(told))
        return _("%(reason)s, written much alike") % {"reason": reason} if self.similar else reason

    @property
    def is_by_name(self) -> bool:
        """Whether the name of the record alone tells why it was found."""
        return not self.similar and all(term.shown == self.entry.name for term in self.terms)


class Index:
    """All entries, by the words in which they can be found."""

    def __init__(self, entries: Iterable[Entry], kinds: Iterable[str]) -> None:
        self.entries = list(entries)
        self.order = {kind: place for place, kind in enumerate(kinds)}
        holders: dict[str, set[int]] = defaultdict(set)
        compacts: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            for written in {w for term in entry.terms for w in spellings(term.words)}:
                compacts[compact(written)].add(number)
                for word in written:
                    holders[word].add(number)
        self._holders, self._vocabulary = dict(holders), sorted(holders)
        self._compacts, self._compact_names = dict(compacts), sorted(compacts)
        # One page asks the same several times: for its rows, its options and its reasons.
        self.found = lru_cache(maxsize=256)(self._found)

    def _found(self, question: str) -> tuple[Hit, ...]:
        """Return the records that fit `question`, the best first; similar ones only if none do."""
        asked = spellings(question)
        if not asked or len(asked[0]) > MOST_WORDS:
            return ()
        plain = without_fillers(asked[0])
        if plain and len(asked[0]) > SHORTEST_SENTENCE:
            asked = (*asked, plain)
        hits = self._hits(question, asked)
        if not hits and plain:
            hits = self._hits(question, (plain,))
        if not hits:
            similar = tuple(self._similar(plain or asked[0]))
            hits = [replace(hit, similar=True) for hit in self._hits(question, similar)]
        return tuple(sorted(hits, key=self._place))

    def _place(self, hit: Hit) -> tuple[int, int, str, str]:
        entry = hit.entry
        return -hit.score, self.order[entry.kind], entry.sort_key, entry.slug

    def _hits(self, question: str, asked: tuple[Words, ...]) -> list[Hit]:
        best: dict[int, Hit] = {}
        for written in asked:
            grades: dict[str, int] = {}
            for number in self._candidates(written):
                entry = self.entries[number]
                hit = fit(entry, question, written, grades) or fit_over_several(entry, written)
                if hit and (number not in best or best[number].score < hit.score):
                    best[number] = hit
        return list(best.values())

    def _candidates(self, written: Words) -> set[int]:
        """Return the entries that have every word, or its beginning, or all written as one."""
        having = [
            set().union(*(self._holders[found] for found in beginning(word, self._vocabulary)))
            for word in written
        ]
        joined = compact(written)
        names = (
            beginning(joined, self._compact_names)
            if len(joined) >= SHORTEST_COMPACT
            else [joined] * (joined in self._compacts)
        )
        return set.intersection(*having).union(*(self._compacts[name] for name in names))

    @cached_property
    def _near(self) -> dict[str, set[str]]:
        near: dict[str, set[str]] = defaultdict(set)
        for word in self._vocabulary:
            if len(word) >= SHORTEST_MISSPELT:
                for left in with_a_letter_less(word):
                    near[left].add(word)
        return dict(near)

    def _similar(self, written: Words) -> Iterator[Words]:
        """Yield `written` with the one word that is not known replaced by known ones like it."""
        unknown = [word for word in written if not any(beginning(word, self._vocabulary))]
        if len(set(unknown)) != 1 or len(unknown[0]) < SHORTEST_MISSPELT:
            return
        like = {
            known for left in with_a_letter_less(unknown[0]) for known in self._near.get(left, ())
        }
        for known in sorted(like):
            yield tuple(known if word == unknown[0] else word for word in written)


def beginning(start: str, ordered: list[str]) -> Iterator[str]:
    """Yield the strings of a sorted list that begin with `start`."""
    for place in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[place].startswith(start):
            return
        yield ordered[place]


def fit(entry: Entry, question: str, asked: Words, grades: dict[str, int]) -> Hit | None:
    """Return how the one term that fits best fits all of the question; `grades` are kept."""
    best: Hit | None = None
    for term in entry.terms:
        if term.words not in grades:
            grades[term.words] = max((grade(s, asked) for s in spellings(term.words)), default=0)
        reached = grades[term.words]
        if not reached or (too_short(term, asked) and reached not in (EQUAL, BEGINS, HOLDS)):
            continue
        score = reached - term.fact.cost
        if term.words.casefold() == question.strip().casefold():
            score += TO_THE_LETTER
        if best is None or best.score < score:
            best = Hit(entry, score, (term,))
    return best


def too_short(term: Term, asked: Words) -> bool:
    return not term.fact.is_name and len(asked[-1]) < SHORTEST_BEGINNING


def grade(name: Words, asked: Words) -> int:
    """Return how well the words of a name fit those that were asked for, 0 where they do not."""
    joined = compact(asked)
    whole = compact(name)
    if name == asked or whole == joined:
        return EQUAL
    if name[: len(asked)] == asked:
        return BEGINS
    if whole.startswith(joined) and (len(joined) >= SHORTEST_COMPACT or name[0].startswith(joined)):
        return BEGINS_IN_A_WORD
    if all(word in name for word in asked):
        return HOLDS
    if all(any(own.startswith(word) for own in name) for word in asked):
        return HOLDS_BEGINNINGS
    return 0


def fit_over_several(entry: Entry, asked: Words) -> Hit | None:
    """Return how several terms together have every word of the question, each the best it can."""
    chosen: dict[Term, None] = {}
    for word in asked:
        reached, term = max((single(term, word) for term in entry.terms), key=itemgetter(0))
        if not reached:
            return None
        chosen[term] = None
    worst = max(term.fact.cost for term in chosen)
    return Hit(entry, OVER_SEVERAL - worst, tuple(chosen)[:REASONS_SHOWN])


def single(term: Term, word: str) -> tuple[int, Term]:
    """Return how well a term fits one word of several, 0 where it does not."""
    reached = max((grade(s, (word,)) for s in spellings(term.words)), default=0)
    whole = reached in (EQUAL, BEGINS, HOLDS)
    if not reached or (len(word) < SHORTEST_BEGINNING and not whole):
        return 0, term
    return reached - term.fact.cost, term
