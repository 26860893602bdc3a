"""The formulas of the estimate: pure functions of numbers.

Each of their figures is an assumption with sources or a fact of an accelerator with its evidence;
`docs/estimate.md` lists them.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

GIGA = Decimal(10**9)
TERA = Decimal(10**12)
SECONDS_OF_AN_HOUR = 3600
BITS_OF_A_BYTE_PAIR = 16


@dataclass(frozen=True)
class Range:
    """A quantity between its lowest and its highest value, both above zero."""

    low: Decimal
    high: Decimal

    @property
    def is_one_number(self) -> bool:
        return self.low == self.high

    @property
    def width(self) -> Decimal:
        """How many times the lowest value the highest one is."""
        return self.high / self.low

    def times(self, other: "Range") -> "Range":
        return Range(self.low * other.low, self.high * other.high)

    def over(self, other: "Range") -> "Range":
        return Range(self.low / other.high, self.high / other.low)

    def rounded_up(self) -> "Range":
        return Range(*(end.to_integral_value(ROUND_CEILING) for end in (self.low, self.high)))


def exactly(value: Decimal | int) -> Range:
    return Range(Decimal(value), Decimal(value))


def operations(per_parameter_and_token: Range, parameters: Decimal, tokens: Range) -> Range:
    """Return the FLOP of a piece of work: 6·N·D in training from scratch."""
    return per_parameter_and_token.times(exactly(parameters)).times(tokens)


def gpu_hours(flop: Range, peak_tflops: Decimal, utilisation: Range, effective: Range) -> Range:
    """Return FLOP over peak, utilisation and share of effective time: hours of one accelerator.

    `peak_tflops` is the dense peak in teraflop/s at the precision that `utilisation` is a share of.
    """
    in_an_hour = exactly(peak_tflops * TERA * SECONDS_OF_AN_HOUR)
    return flop.over(in_an_hour.times(utilisation).times(effective))


def memory_gb(parameters: Decimal, bytes_per_parameter: Range, overhead: Range) -> Range:
    """Return parameters times bytes of each times what comes on top, in gigabytes (10⁹ bytes)."""
    return exactly(parameters / GIGA).times(bytes_per_parameter).times(overhead)


def bytes_of_weights(in_16_bits: Range, bits: int) -> Range:
    """Return the bytes of one weight that is kept in `bits` bits."""
    return in_16_bits.times(exactly(Decimal(bits) / BITS_OF_A_BYTE_PAIR))


def accelerators_for(memory: Range, memory_of_one_gb: Decimal) -> Range:
    """Return how many accelerators together have the memory, whole ones."""
    return memory.over(exactly(memory_of_one_gb)).rounded_up()
