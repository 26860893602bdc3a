"""The estimate in short: what it takes on the machines that a visitor can get time on today."""

from dataclasses import dataclass

from directory.enums import ComputeNeed
from directory.guidance.estimate.estimate import Estimate, OnAccelerator, need_of
from directory.guidance.estimate.formulas import Range
from directory.guidance.estimate.machines import Fit
from directory.guidance.estimate.modes import Cover, CoveringMode, covering
from directory.models import Supercomputer

FEW = 3  # machines


@dataclass(frozen=True)
class Suitable:
    """A machine on which the work fits, and on how many accelerators of it."""

    machine: Supercomputer
    at_least: Range


@dataclass(frozen=True)
class InShort:
    """The range over all accelerators that are offered today."""

    hours: Range
    modes: list[CoveringMode]
    machines: list[Suitable]

    @classmethod
    def of(cls, estimate: Estimate) -> "InShort | None":
        """Return the summary, None where nothing that is offered can be estimated."""
        rows = [row for row in estimate.offered if row.hours]
        ranges = [row.hours for row in rows if row.hours]
        if not ranges:
            return None
        hours = Range(min(one.low for one in ranges), max(one.high for one in ranges))
        # Accelerators of a node differ between machines, so modes in node hours are left out.
        modes = [
            one
            for one in covering(estimate.modes, hours, None)
            if one.cover in (Cover.WHOLE, Cover.PART)
        ]
        return cls(hours, modes, suitable(rows))

    @property
    def smallest(self) -> CoveringMode | None:
        """The smallest mode that covers the whole range."""
        return next((one for one in self.modes if one.cover == Cover.WHOLE), None)

    @property
    def need(self) -> ComputeNeed:
        """The words of the finder for the upper end, on which to plan."""
        return need_of(self.hours.high)


def suitable(rows: list[OnAccelerator]) -> list[Suitable]:
    """Return the machines on which the work fits on the fewest accelerators, then in least time."""
    found = [
        (row.at_least.high, row.hours.high, Suitable(placed.machine, row.at_least))
        for row in rows
        for placed in row.machines
        if placed.is_offered and placed.fit == Fit.FITS and row.at_least and row.hours
    ]
    return [one for *_order, one in sorted(found, key=lambda each: each[:2])][:FEW]
