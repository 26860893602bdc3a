"""Records that may stand twice: the same name, one spelt much alike, the same address."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet

from directory.editing.helping.addresses import normal_address
from directory.models import Record, Source
from directory.text import fold

#: Where records of any kind have names.
NAMES = ("name", "acronym", "aliases")
#: Shorter names are near to too many others; of longer ones, a letter or two may differ.
SHORTEST_MISSPELT = 6
ALIKE = 0.9
MOST = 5


@dataclass(frozen=True)
class Lookalike:
    """Another record that may be the same, and by which of its names or addresses."""

    record: Any
    words: str
    is_near: bool = False

    @property
    def name(self) -> str:
        return str(self.record)


def named_alike(records: QuerySet, name: str, slug: str = "") -> list[Lookalike]:
    """Return the records other than `slug` that have this name or one spelt much alike.

    Case, accents and punctuation make no difference. Two queries, one where nothing is alike.
    """
    wanted = fold(name)
    named: dict[str, list[tuple[str, str]]] = {}
    for other, words in _names(records.exclude(pk=slug)) if wanted else ():
        named.setdefault(fold(words), []).append((other, words))
    alike = (
        get_close_matches(wanted, named, n=MOST, cutoff=ALIKE)
        if len(wanted) >= SHORTEST_MISSPELT
        else [wanted] * (wanted in named)
    )
    found: dict[str, tuple[str, bool]] = {}
    for words in alike:
        for other, written in named[words]:
            found.setdefault(other, (written, words != wanted))
    return _lookalikes(records, found)


def at_the_same_address(sources: QuerySet[Source], url: str, slug: str = "") -> list[Lookalike]:
    """Return the sources other than `slug` with this address, however it is written."""
    wanted = normal_address(url)
    others = sources.exclude(pk=slug).exclude(url="").values_list("pk", "url") if wanted else ()
    found = {
        other: (written, False) for other, written in others if normal_address(written) == wanted
    }
    return _lookalikes(sources, found)


def _names(records: QuerySet) -> Iterator[tuple[str, str]]:
    """Yield (slug, name) of every name of every record."""
    for slug, *values in records.order_by("pk").values_list("pk", *_fields(records.model)):
        for value in values:
            for name in value if isinstance(value, list) else [value]:
                if name:
                    yield slug, name


def _fields(model: type[Record]) -> Iterator[str]:
    for name in NAMES:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        yield name


def _lookalikes(records: QuerySet, found: dict[str, tuple[str, bool]]) -> list[Lookalike]:
    if not found:
        return []
    stored = records.in_bulk(list(found)[:MOST])
    return [Lookalike(stored[slug], *found[slug]) for slug in found if slug in stored]
