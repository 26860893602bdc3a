"""Terms of a controlled vocabulary that a site's own words speak of."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from directory.text import fold


@dataclass(frozen=True)
class Suggestion:
    """A term that was not chosen, and the word for it that the site uses."""

    words: str
    term: Any


def suggestions(
    published: Iterable[str], terms: Iterable[Any], chosen: Collection[str]
) -> Iterator[Suggestion]:
    """Yield each term that is not chosen and whose name, or another word for it, is published.

    Whole words count, without case, accents and punctuation.
    """
    texts = [f" {fold(text)} " for text in published]
    for term in terms:
        names = (name for name in (term.name, *term.aliases) if fold(name))
        used = (name for name in names if any(f" {fold(name)} " in text for text in texts))
        if term.pk not in chosen and (words := next(used, "")):
            yield Suggestion(words, term)
