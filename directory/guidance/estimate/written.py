"""How the estimate writes numbers: rounded to what they can bear, and its formulas filled in."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.guidance.estimate.estimate import Need, OnAccelerator
from directory.guidance.estimate.formulas import GIGA, Range
from directory.models import Assumption
from directory.text import figure

#: Significant digits: a range of a factor of three bears no more.
DIGITS = 2
SMALLEST = Decimal("0.01")
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
TIMES, TO = "\u00d7", "\u2013"


def rounded(value: Decimal, digits: int = DIGITS) -> Decimal:
    """Return a number with so many significant digits, without an exponent."""
    return Decimal(f"{Decimal(f'{value:.{digits - 1}E}'):f}")


def about(value: Decimal) -> str:
    if value < SMALLEST:
        return _("less than %(number)s") % {"number": figure(SMALLEST)}
    return figure(rounded(value))


def between(range_: Range, unit: str = "") -> str:
    """Return a range in words: both ends, or one number where they round to the same."""
    low, high = about(range_.low), about(range_.high)
    words = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    return f"{words} {unit}".strip()


def stated(range_: Range) -> str:
    """Return the range of an assumption as it is, not rounded."""
    low, high = figure(range_.low), figure(range_.high)
    return low if range_.is_one_number else f"{low}{TO}{high}"


def scientific(value: Decimal) -> str:
    """Return a large number with a power of ten."""
    mantissa, exponent = f"{value:.3E}".split("E")
    return (
        f"{figure(Decimal(mantissa).normalize())} {TIMES} 10{str(int(exponent)).translate(RAISED)}"
    )


def scientific_between(range_: Range) -> str:
    low, high = scientific(range_.low), scientific(range_.high)
    return low if low == high else f"{low} {TO} {high}"


class Formula(NamedTuple):
    """A formula with its numbers filled in, and the assumptions that gave them."""

    name: str
    words: str
    filled_in: str
    assumptions: list[Assumption]


def formulas_of_need(need: Need) -> list[Formula]:
    """Return the formulas that hold for every accelerator."""
    work = need.work
    memory = "training" if work.trains else "inference"
    per_parameter = "training-bytes" if work.trains_all else "weight-bytes"
    operations = next(s for s, one in work.assumptions.items() if one.range is need.per_token)
    return [
        Formula(
            _("Operations"),
            _("operations per parameter and token, times parameters, times tokens"),
            f"{stated(need.per_token)} {TIMES} {scientific(work.parameters)}"
            f" {TIMES} {scientific_between(work.tokens)} = {scientific_between(need.flop)} FLOP",
            [work.assumptions[operations].record],
        ),
        Formula(
            _("Memory"),
            _("parameters, times bytes per parameter, times what comes on top"),
            f"{figure(work.parameters / GIGA)} {TIMES} 10⁹"
            f" {TIMES} {stated(need.bytes_per_parameter)} {TIMES} {stated(need.overhead)}"
            f" = {between(need.memory, 'GB')}",
            [
                work.assumptions[per_parameter].record,
                work.assumptions[f"{memory}-memory-overhead"].record,
            ],
        ),
    ]


def hours_filled_in(row: OnAccelerator) -> str:
    """Return the formula of the GPU hours on one accelerator with its numbers."""
    if row.hours is None or row.peak is None:
        return ""
    below = [
        f"{figure(row.peak)} {TIMES} 10¹² {TIMES} 3,600",
        stated(row.utilisation),
        stated(row.effective) if row.need.work.trains else "",
    ]
    divisor = f" {TIMES} ".join(filter(None, below))
    return f"{scientific_between(row.need.flop)} ÷ ({divisor}) = {between(row.hours, 'h')}"


def number_filled_in(row: OnAccelerator) -> str:
    """Return the formula of the smallest number of accelerators with its numbers."""
    if row.at_least is None or row.accelerator.memory_gb is None:
        return ""
    memory = between(row.need.memory, "GB")
    return f"{memory} ÷ {figure(row.accelerator.memory_gb)} GB → {whole(row.at_least)}"


def whole(range_: Range) -> str:
    """Return a range of whole numbers, not rounded."""
    low, high = figure(range_.low), figure(range_.high)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
