"""The assumptions that the estimate uses, as recorded, and as a visitor changed them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from directory.guidance.estimate.formulas import Range
from directory.models import Assumption

#: What the formulas ask for, in the order of the page.
USED = (
    "training-flops",
    "lora-flops",
    "inference-flops",
    "training-utilisation-16-bit",
    "training-utilisation-8-bit",
    "inference-utilisation",
    "effective-time",
    "training-bytes",
    "weight-bytes",
    "training-memory-overhead",
    "inference-memory-overhead",
)
#: Asked for with the examples themselves.
TOKENS_PER_EXAMPLE = "tokens-per-example"


def recorded() -> dict[str, Assumption]:
    """Return the assumptions that the estimate uses, with their sources; two queries."""
    asked_for = (*USED, TOKENS_PER_EXAMPLE)
    found = Assumption.objects.prefetch_related("sources").in_bulk(asked_for)
    return {slug: found[slug] for slug in asked_for if slug in found}


def parameter(slug: str, end: str) -> str:
    """Return the name of the parameter that changes one end of an assumption."""
    return f"{slug.replace('-', '_')}_{end}"


def range_of(record: Assumption) -> Range:
    return Range(record.value_low, record.value_high)


def plain(value: Decimal) -> str:
    """Return a number as a field takes it."""
    return f"{value.normalize():f}"


@dataclass(frozen=True)
class Taken:
    """An assumption with the range that an estimate takes for it."""

    record: Assumption
    range: Range

    @property
    def is_changed(self) -> bool:
        return self.range != range_of(self.record)

    @property
    def usual(self) -> dict[str, str]:
        """What holds where a parameter is left open."""
        return {
            self.low_parameter: plain(self.record.value_low),
            self.high_parameter: plain(self.record.value_high),
        }

    @property
    def low_parameter(self) -> str:
        return parameter(self.record.pk, "low")

    @property
    def high_parameter(self) -> str:
        return parameter(self.record.pk, "high")


def taken(records: Mapping[str, Assumption], answers: Mapping[str, Any]) -> dict[str, Taken]:
    """Return each assumption of the formulas with the ends that `answers` give it, else its own."""

    def end(record: Assumption, which: str) -> Decimal:
        changed = answers.get(parameter(record.pk, which))
        return changed if changed is not None else getattr(record, f"value_{which}")

    return {
        slug: Taken(record, Range(end(record, "low"), end(record, "high")))
        for slug, record in records.items()
        if slug in USED
    }
