"""The estimate as data: what its page says, in the same order and rounded alike."""

from typing import Any

from directory.guidance.estimate.assumptions import Taken
from directory.guidance.estimate.estimate import Estimate, OnAccelerator
from directory.guidance.estimate.formulas import Range
from directory.guidance.estimate.machines import Placed
from directory.guidance.estimate.modes import CoveringMode
from directory.guidance.estimate.short import InShort
from directory.guidance.estimate.work import AskedWork
from directory.guidance.estimate.written import rounded


def as_data(asked: AskedWork, estimate: Estimate | None) -> dict[str, Any]:
    return {
        "asked": {
            name: str(value) if value is not None else None
            for name in asked.known
            if (value := asked.asked(name)) is not None
        },
        "missing": asked.missing,
        "assumptions": [assumption(one) for one in asked.assumptions.values()],
        "estimate": estimate
        and {
            "flop": ends(estimate.need.flop),
            "memory_gb": ends(estimate.need.memory),
            "in_short": in_short(InShort.of(estimate)),
            "accelerators": [on_accelerator(row) for row in estimate.rows],
        },
    }


def ends(range_: Range | None) -> dict[str, float] | None:
    if range_ is None:
        return None
    return {"low": float(rounded(range_.low)), "high": float(rounded(range_.high))}


def assumption(taken: Taken) -> dict[str, Any]:
    record = taken.record
    return {
        "assumption": record.pk,
        "name": record.name,
        "low": float(taken.range.low),
        "high": float(taken.range.high),
        "unit": record.unit,
        "changed": taken.is_changed,
        "sources": [source.pk for source in record.sources.all()],
    }


def in_short(short: InShort | None) -> dict[str, Any] | None:
    if short is None:
        return None
    return {
        "gpu_hours": ends(short.hours),
        "hours": short.need.value,
        "access_modes": [access_mode(one) for one in short.modes],
        "supercomputers": [
            {
                "supercomputer": one.machine.pk,
                "accelerators_at_least": whole_ends(one.at_least),
            }
            for one in short.machines
        ],
    }


def access_mode(one: CoveringMode) -> dict[str, Any]:
    return {
        "access_mode": one.mode.pk,
        "cover": one.cover.value,
        "sizes_stated": whole_ends(one.stated),
    }


def whole_ends(range_: Range | None) -> dict[str, int] | None:
    return None if range_ is None else {"low": int(range_.low), "high": int(range_.high)}


def on_accelerator(row: OnAccelerator) -> dict[str, Any]:
    return {
        "accelerator": row.accelerator.pk,
        "name": row.accelerator.name,
        "peak_tflops": None if row.peak is None else float(row.peak),
        "computes_in": "8-bit" if row.in_8_bits else "16-bit",
        "gpu_hours": ends(row.hours),
        "accelerators_at_least": whole_ends(row.at_least),
        "accelerators_of_a_node": row.per_node,
        "node_hours": ends(row.node_hours),
        "hours": [need.value for need in row.needs],
        "offered": row.is_offered,
        "access_modes": [access_mode(one) for one in row.covering],
        "supercomputers": [machine(one) for one in row.machines],
    }


def machine(placed: Placed) -> dict[str, Any]:
    return {
        "supercomputer": placed.machine.pk,
        "stage": placed.machine.stage,
        "runs": placed.runs,
        "accelerators": placed.machine.accelerator_count,
        "fit": placed.fit.value,
        "offered_by": [site.pk for site in placed.offered_by],
        "planned_by": [site.pk for site in placed.planned_by],
    }
