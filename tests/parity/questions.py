"""Questions made up at random, always the same ones, of every kind that a list can be asked."""

import random
from collections.abc import Iterator

from django.http import QueryDict

from directory.selection import SELECTIONS

#: Lists that people ask most are asked most here.
WEIGHTS = {"sites": 10, "supercomputers": 4, "sources": 2}
IN_WORDS = {
    "as_of": ["2024-12-10", "2025-10-10", "2026-06-01", "2026-11-22"],
    "bbox": ["5,45,15,55", "-25,60,35,72", "0,0,1,1", "-180,-90,180,90", "170,0,-170,10"],
    "q": ["jupiter", "kraków", "krakow health", "nothing like that", "ai & hpc"],
    "edition": ["1"],
}
PLAIN = ("page", "compare")


def questions(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Yield the name of a list and a query without mistakes, `count` times."""
    dice = random.Random(seed)
    names = [name for name in SELECTIONS for _ in range(WEIGHTS.get(name, 1))]
    everything = {name: selection(QueryDict()) for name, selection in SELECTIONS.items()}
    for _ in range(count):
        name = dice.choice(names)
        params = QueryDict(mutable=True)
        for parameter, values in _chosen(dice, everything[name]):
            params.setlist(parameter, values)
        yield name, params.urlencode()


def _chosen(dice, selection):
    known = [name for name in selection.known if name not in PLAIN]
    for parameter in dice.sample(known, k=min(len(known), dice.choice([0, 1, 1, 2, 2, 3]))):
        values = IN_WORDS.get(parameter) or [v for v, _label in selection.choices(parameter)]
        if values:
            most = 3 if selection.is_multiple(parameter) else 1
            yield parameter, dice.sample(values, k=min(len(values), dice.randint(1, most)))
