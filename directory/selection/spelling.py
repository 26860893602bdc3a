"""How the search reads: words without case, accents and punctuation, and their other spellings."""

import re
from collections.abc import Iterator
from functools import lru_cache

from directory.selection.exonyms import BODIES, PLACES, WORDS
from directory.text import fold

Words = tuple[str, ...]

DIGRAPHS = re.compile(r"(?<=[aou])e")
PLUS_SIGNS = re.compile(r"(?<=\w)\++(?!\w)")


def words(text: str) -> Words:
    """Return the folded words of `text`, with ae, oe and ue as ä, ö and ü are folded."""
    return tuple(DIGRAPHS.sub("", word) for word in fold(text).split())


def compact(spelling: Words) -> str:
    return "".join(spelling)


#: Words that a question can do without.
FILLERS = frozenset(
    words(
        "a an and are at by for from in is near of on or the to what where which who with"
        " de der die la le und"
    )
)
GROUPS = [tuple(words(name) for name in group) for group in (*PLACES, *BODIES, *WORDS)]
SAME: dict[Words, tuple[Words, ...]] = {name: group for group in GROUPS for name in group}
LONGEST = max(map(len, SAME))


@lru_cache(maxsize=8192)
def spellings(text: str) -> tuple[Words, ...]:
    """Return the ways in which a name may be written: as it is, and with the names of its places.

    A plus sign after a word may also be written out.
    """
    found = dict.fromkeys([words(text)])
    if PLUS_SIGNS.search(text):
        spoken = PLUS_SIGNS.sub(lambda signs: " plus" * len(signs[0]), text)
        found[words(spoken)] = None
    for written in list(found):
        found.update(dict.fromkeys(with_other_names(written)))
    return tuple(filter(None, found))


def with_other_names(written: Words) -> Iterator[Words]:
    for start in range(len(written)):
        for end in range(start + 1, min(start + LONGEST, len(written)) + 1):
            for other in SAME.get(written[start:end], ()):
                yield written[:start] + other + written[end:]


def without_fillers(written: Words) -> Words:
    return tuple(word for word in written if word not in FILLERS)


def with_a_letter_less(word: str) -> set[str]:
    """Return `word` and what is left of it without one of its letters.

    Two words that share one of these differ by a letter too few, too many, wrong or swapped.
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
