"""What a list offers to choose from, and how much each choice would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from directory.selection.filters import ChoiceOfField, ChoiceOfLink

LONG = 6  # options


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one parameter of the question."""

    parameter: str
    reason: str
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """One value that a filter accepts; `query` is the question with the value switched over.

    `count` tells how many rows the other filters leave for it.
    """

    value: str
    label: str
    chosen: bool
    query: str
    count: int = 0


@dataclass(frozen=True)
class Facet:
    """One filter with the options to offer."""

    name: str
    label: str
    help: str
    options: tuple[Option, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def is_long(self) -> bool:
        """Whether a page shows it folded, so that the others stay in sight."""
        return len(self.options) > LONG

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]

    @property
    def is_used(self) -> bool:
        return bool(self.chosen or self.mistakes)

    @property
    def offered(self) -> list[Option]:
        """The options to show at once: of a long list those that would give something."""
        return [option for option in self.options if option not in self.folded]

    @property
    def folded(self) -> list[Option]:
        """The options of a long list that would give nothing now, together with the rest."""
        if not self.is_long or not any(option.count for option in self.options):
            return []
        return [option for option in self.options if not (option.count or option.chosen)]


def counts_of_options(
    choices: Mapping[str, Any], chosen: Mapping[str, list[str]], rows: QuerySet
) -> dict[str, dict[str, int]]:
    """Return for each filter how many of `rows` each value has among those the others leave.

    One query for all columns and one for each link; the rest is counting sets, so that an option
    never promises more than it gives.
    """
    columns = {name: f for name, f in choices.items() if isinstance(f, ChoiceOfField)}
    members: dict[str, dict[str, set[Any]]] = {name: {} for name in choices}
    everything = set()
    fields = [filter_.field_name for filter_ in columns.values()]
    for key, *stored in rows.order_by().values_list("pk", *fields):
        everything.add(key)
        for (name, filter_), value in zip(columns.items(), stored, strict=True):
            members[name].setdefault(filter_.value_of(value), set()).add(key)
    for name, filter_ in choices.items():
        if isinstance(filter_, ChoiceOfLink):
            for value, key in filter_.members():
                members[name].setdefault(value, set()).add(key)
    left_by = {
        name: set().union(*(members[name].get(value, ()) for value in chosen[name]))
        for name in choices
        if name in chosen
    }
    return {
        name: {
            value: len(keys.intersection(everything, *others_than(name, left_by)))
            for value, keys in members[name].items()
        }
        for name in choices
    }


def others_than(name: str, left_by: dict[str, set[Any]]) -> list[set[Any]]:
    return [left for other, left in left_by.items() if other != name]
