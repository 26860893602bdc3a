"""The question of the estimate: what is to be computed, and under which assumptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.guidance.estimate.assumptions import (
    SHARES,
    TOKENS_PER_EXAMPLE,
    USED,
    Taken,
    parameter,
    plain,
    range_of,
    recorded,
    taken,
)
from directory.guidance.estimate.formulas import GIGA, Range, exactly
from directory.models import Assumption
from directory.selection.asking import Asked
from directory.selection.facets import Mistake
from directory.selection.standing import Standing


class Method(TextChoices):
    TRAIN = "train", gettext_lazy("Train from scratch")
    FINE_TUNE = "fine-tune", gettext_lazy("Fine-tune all parameters")
    LORA = "lora", gettext_lazy("Fine-tune with LoRA")
    INFERENCE = "inference", gettext_lazy("Run inference")


#: The methods that change every parameter.
TRAINING_ALL = (Method.TRAIN, Method.FINE_TUNE)


class Precision(TextChoices):
    SIXTEEN = "16-bit", gettext_lazy("16 bits (BF16 or FP16)")
    EIGHT = "8-bit", gettext_lazy("8 bits (FP8)")
    FOUR = "4-bit", gettext_lazy("4 bits (weights only)")

    @property
    def bits(self) -> int:
        return int(self.value.removesuffix("-bit"))


class Amount(forms.DecimalField):
    """A number between two others; it may be left open."""

    def __init__(self, smallest: str, largest: str, **options: Any) -> None:
        self.accepted = format_lazy(gettext_lazy("a number from {} to {}"), smallest, largest)
        super().__init__(
            required=False, min_value=Decimal(smallest), max_value=Decimal(largest), **options
        )


class WorkForm(forms.Form):
    """The piece of work; the assumptions come from the records as further fields."""

    parameters = Amount(
        "0.000001", "100000", label=gettext_lazy("Parameters of the model, in billions")
    )
    method = forms.ChoiceField(choices=Method.choices, label=gettext_lazy("Method"), required=False)
    precision = forms.ChoiceField(
        choices=Precision.choices, label=gettext_lazy("Precision"), required=False
    )
    tokens = Amount("0.000001", "1000000000", label=gettext_lazy("Tokens, in billions"))
    examples = Amount("1", "1000000000000000", label=gettext_lazy("or examples"))
    tokens_per_example = Amount("1", "100000000", label=gettext_lazy("Tokens of an example"))
    epochs = Amount(
        "0.01", "10000", label=gettext_lazy("Epochs: how often the data is gone through")
    )


def form_with(records: Mapping[str, Assumption]) -> type[WorkForm]:
    """Return the form with two fields for each assumption."""
    fields: dict[str, Any] = {}
    for slug, record in records.items():
        if slug not in USED:
            continue
        largest = "1" if slug in SHARES else "1000000"
        for end, words in (("low", gettext_lazy("lowest")), ("high", gettext_lazy("highest"))):
            label = format_lazy("{}, {}", record.name, words)
            fields[parameter(slug, end)] = Amount("0.001", largest, label=label)
    return type("WorkFormWithAssumptions", (WorkForm,), fields)


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
