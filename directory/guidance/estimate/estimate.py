"""What a piece of work needs on each accelerator of the network's machines."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from directory.enums import ComputeNeed
from directory.guidance.estimate.form import Method, Precision
from directory.guidance.estimate.formulas import (
    Range,
    accelerators_for,
    bytes_of_weights,
    exactly,
    gpu_hours,
    memory_gb,
    operations,
)
from directory.guidance.estimate.machines import Placed, placed, with_machines
from directory.guidance.estimate.modes import CoveringMode, SizedMode, covering, sized_modes
from directory.guidance.estimate.work import Work
from directory.models import Accelerator

OPERATIONS = {
    Method.TRAIN: "training-flops",
    Method.FINE_TUNE: "training-flops",
    Method.LORA: "lora-flops",
    Method.INFERENCE: "inference-flops",
}
#: Up to how many GPU hours a need is small, medium, large.
SMALL, MEDIUM = 5_000, 50_000


@dataclass(frozen=True)
class Need:
    """What a piece of work needs whatever the accelerator: operations, and gigabytes at a time."""

    work: Work
    per_token: Range
    flop: Range
    bytes_per_parameter: Range
    overhead: Range
    memory: Range

    @classmethod
    def of(cls, work: Work) -> "Need":
        taken = {slug: one.range for slug, one in work.assumptions.items()}
        per_token = taken[OPERATIONS[work.method]]
        weights = bytes_of_weights(taken["weight-bytes"], work.precision.bits)
        per_parameter = taken["training-bytes"] if work.trains_all else weights
        overhead = taken[f"{'training' if work.trains else 'inference'}-memory-overhead"]
        return cls(
            work,
            per_token,
            operations(per_token, work.parameters, work.tokens),
            per_parameter,
            overhead,
            memory_gb(work.parameters, per_parameter, overhead),
        )


@dataclass(frozen=True)
class OnAccelerator:
    """What the work needs on one accelerator; None where no peak or no memory is published."""

    need: Need
    accelerator: Accelerator
    modes: tuple[SizedMode, ...]

    @cached_property
    def in_8_bits(self) -> bool:
        """Whether it computes in 8 bits: asked for, and the chip can.

        LoRA on weights of 8 bits computes in 16 bits.
        """
        asked = self.need.work.precision == Precision.EIGHT
        can = self.accelerator.fp8_tflops is not None
        return asked and can and self.need.work.method != Method.LORA

    @property
    def peak(self) -> Decimal | None:
        return self.accelerator.fp8_tflops if self.in_8_bits else self.accelerator.bf16_tflops

    @property
    def utilisation(self) -> Range:
        taken = self.need.work.assumptions
        if not self.need.work.trains:
            return taken["inference-utilisation"].range
        return taken[f"training-utilisation-{'8' if self.in_8_bits else '16'}-bit"].range

    @property
    def effective(self) -> Range:
        work = self.need.work
        return work.assumptions["effective-time"].range if work.trains else exactly(1)

    @cached_property
    def hours(self) -> Range | None:
        if self.peak is None:
            return None
        return gpu_hours(self.need.flop, self.peak, self.utilisation, self.effective)

    @cached_property
    def at_least(self) -> Range | None:
        """The smallest number of accelerators that together have the memory."""
        memory = self.accelerator.memory_gb
        return None if memory is None else accelerators_for(self.need.memory, memory)

    @cached_property
    def machines(self) -> list[Placed]:
        return placed(self.accelerator, self.at_least)

    @cached_property
    def per_node(self) -> int | None:
        """How many accelerators a node has, where all its machines agree for certain."""
        found = {machine.per_node for machine in self.machines}
        return found.pop() if len(found) == 1 else None

    @property
    def node_hours(self) -> Range | None:
        if self.hours is None or self.per_node is None:
            return None
        return self.hours.over(exactly(self.per_node))

    @property
    def is_offered(self) -> bool:
        """Whether a site offers time today on a machine that has it."""
        return any(placed.is_offered for placed in self.machines)

    @property
    def covering(self) -> list[CoveringMode]:
        """The access modes that may cover it: they give time on what sites offer."""
        if self.hours is None or not self.is_offered:
            return []
        return covering(self.modes, self.hours, self.node_hours)

    @property
    def needs(self) -> list[ComputeNeed]:
        """How much computing time that is, in the words of the finder: of both ends."""
        ends = (self.hours.low, self.hours.high) if self.hours else ()
        return list(dict.fromkeys(need_of(end) for end in ends))


def need_of(hours: Decimal) -> ComputeNeed:
    if hours <= SMALL:
        return ComputeNeed.SMALL
    return ComputeNeed.MEDIUM if hours <= MEDIUM else ComputeNeed.LARGE


@dataclass(frozen=True)
class Estimate:
    """The estimate of a piece of work; two queries for the access modes."""

    need: Need
    modes: tuple[SizedMode, ...]
    rows: list[OnAccelerator]

    @classmethod
    def of(cls, work: Work, accelerators: list[Accelerator]) -> "Estimate":
        need, modes = Need.of(work), sized_modes()
        rows = [OnAccelerator(need, one, modes) for one in accelerators]
        # Those that are offered come first, then those on machines that run, and in each
        # those that can be estimated at all.
        rows.sort(
            key=lambda row: (
                not row.is_offered,
                not any(m.runs for m in row.machines),
                row.hours is None,
            )
        )
        return cls(need, modes, rows)

    @property
    def offered(self) -> list[OnAccelerator]:
        return [row for row in self.rows if row.is_offered]

    @property
    def others(self) -> list[OnAccelerator]:
        return [row for row in self.rows if not row.is_offered]


def accelerators_of_the_network() -> list[Accelerator]:
    """Return the accelerators that a machine of the network has, with these machines."""
    return [one for one in with_machines(Accelerator.objects.all()) if one.supercomputers.all()]
