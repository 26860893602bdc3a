"""The question of the estimate: a checked piece of work, or what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.enums import ComputeNeed
from directory.guidance.answers import FinderQuestion
from directory.guidance.estimate.assumptions import (
    TOKENS_PER_EXAMPLE,
    USED,
    Taken,
    parameter,
    plain,
    range_of,
    recorded,
    taken,
)
from directory.guidance.estimate.form import (
    PURPOSES,
    TRAINING_ALL,
    Method,
    Precision,
    form_with,
)
from directory.guidance.estimate.formulas import GIGA, Range, exactly
from directory.models import Assumption
from directory.selection.asking import Asked
from directory.selection.facets import Mistake
from directory.selection.standing import Standing


@dataclass(frozen=True)
class Work:
    """A piece of work that can be estimated: counts, not billions."""

    parameters: Decimal
    tokens: Range
    method: Method
    precision: Precision
    assumptions: Mapping[str, Taken]

    @property
    def trains(self) -> bool:
        return self.method != Method.INFERENCE

    @property
    def trains_all(self) -> bool:
        return self.method in TRAINING_ALL


class AskedWork(Asked, Standing):
    """What a visitor asked of the estimate; two queries."""

    def __init__(self, params: QueryDict) -> None:
        self.records = recorded()
        super().__init__(params, form_with(self.records))
        for name, usual in self.usual.items():
            if self.params.getlist(name) == [usual]:
                del self.params[name]

    def _mistakes(self) -> Iterator[Mistake]:
        yield from super()._mistakes()
        # Only where there are answers of the finder: its form asks the database.
        for mistake in self.finder.mistakes if self.asked("find") else ():
            reason = f"{mistake.parameter}: {mistake.reason}"
            yield Mistake("find", reason, mistake.accepted)
        if self.asked("tokens") and self.asked("examples"):
            yield Mistake("examples", _("Give tokens or examples, not both."))
        if self.method in TRAINING_ALL and self.precision == Precision.FOUR:
            reason = _("All parameters are trained in 16 or 8 bits.")
            yield Mistake("precision", reason, (Precision.SIXTEEN.value, Precision.EIGHT.value))
        for slug, one in self.assumptions.items():
            given = [name for end in ("low", "high") if self.asked(name := parameter(slug, end))]
            if one.range.low > one.range.high and given:
                reason = _("The lowest value, %(low)s, is above the highest, %(high)s.")
                ends = {"low": plain(one.range.low), "high": plain(one.range.high)}
                yield Mistake(given[0], reason % ends)

    @property
    def usual(self) -> dict[str, str]:
        """What holds for the assumptions as they are recorded, by parameter."""
        every = taken(self.records, {}).values()
        return {name: value for one in every for name, value in one.usual.items()}

    @property
    def without_changes(self) -> str:
        """The same question with the assumptions as recorded."""
        return self.query(**{name: [] for name in self.usual})

    @cached_property
    def finder(self) -> FinderQuestion:
        """What was answered in the finder before the visitor came here from it."""
        return FinderQuestion(QueryDict(self.asked("find") or ""))

    @property
    def and_find(self) -> str:
        """The answers of the finder as the further parameter of an address."""
        found = self.asked("find")
        return f"&{urlencode({'find': found})}" if found else ""

    def way_in(self, need: ComputeNeed) -> str:
        """Return the query that asks the finder with these answers, the need and the method."""
        method = [PURPOSES[self.method].value] if self.method else []
        purpose = self.finder.params.getlist("purpose") or method
        return self.finder.query(hours=[need.value], purpose=purpose)

    @property
    def method(self) -> Method | None:
        return Method(self.asked("method")) if self.asked("method") else None

    @property
    def precision(self) -> Precision:
        return Precision(self.asked("precision") or Precision.SIXTEEN)

    @property
    def assumptions(self) -> dict[str, Taken]:
        return taken(self.records, self.values)

    @property
    def length_of_examples(self) -> Assumption | None:
        return self.records.get(TOKENS_PER_EXAMPLE)

    @property
    def usual_length(self) -> str:
        return plain(self.length_of_examples.value_low) if self.length_of_examples else ""

    @property
    def can_estimate(self) -> bool:
        """Tell whether every assumption that the formulas ask for is recorded."""
        return len(self.records) == len(USED) + 1

    @property
    def missing(self) -> list[str]:
        """The questions that an estimate still needs an answer to."""
        given = {
            "parameters": self.asked("parameters"),
            "method": self.method,
            "tokens": self.asked("tokens") or self.asked("examples"),
        }
        return [name for name, answer in given.items() if not answer]

    @property
    def work(self) -> Work | None:
        """The piece of work; None where the question is wrong or not complete."""
        if not self.is_right or self.missing or not self.can_estimate:
            return None
        return Work(
            self.values["parameters"] * GIGA,
            self.tokens.times(exactly(self.asked("epochs") or 1)),
            Method(self.values["method"]),
            self.precision,
            self.assumptions,
        )

    @property
    def tokens(self) -> Range:
        """The tokens of one epoch."""
        if tokens := self.asked("tokens"):
            return exactly(tokens * GIGA)
        length = self.asked("tokens_per_example")
        of_one = exactly(length) if length else range_of(self.records[TOKENS_PER_EXAMPLE])
        return of_one.times(exactly(self.values["examples"]))
