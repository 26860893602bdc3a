"""What can be taken away of a list or a record: each of its formats, with its address."""

from dataclasses import dataclass
from functools import cached_property

from directory.formats import Format, twins_of
from directory.selection import Selection

Twin = tuple[Format, str]


@dataclass(frozen=True)
class Taken:
    """A selection with its twins, which are asked for once: by headers, heads and ends of pages."""

    selection: Selection

    @cached_property
    def twins(self) -> list[Twin]:
        return twins_of(self.selection)

    @property
    def files(self) -> list[Twin]:
        return [twin for twin in self.twins if not twin[0].is_followed]

    @property
    def feeds(self) -> list[Twin]:
        return [twin for twin in self.twins if twin[0].is_followed]
