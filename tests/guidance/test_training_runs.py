"""The estimate against published training runs, and what its documentation says of them."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.http import QueryDict

from directory.editing import canonical
from directory.guidance.estimate.assumptions import range_of, recorded
from directory.guidance.estimate.estimate import Need, OnAccelerator
from directory.guidance.estimate.formulas import Range
from directory.guidance.estimate.work import AskedWork
from directory.guidance.estimate.written import about
from directory.models import Accelerator, Supercomputer
from directory.text import figure

pytestmark = pytest.mark.usefixtures("network")

RUNS = canonical.read((Path(__file__).parent / "training_runs.yaml").read_text())
DOCS = settings.BASE_DIR / "docs" / "estimate.md"
#: The ranges as they were fixed, from the sources alone, before any run was compared with them.
FIXED = {
    "training-utilisation-16-bit": ("0.20", "0.50"),
    "training-utilisation-8-bit": ("0.19", "0.40"),
    "effective-time": ("0.90", "1.00"),
    "training-flops": ("6", "6"),
}
WIDEST = 3
INSIDE = Decimal(7) / 8


@dataclass(frozen=True)
class Run:
    """A published run with the hours that the estimate gives for it."""

    told: dict
    accelerator: Accelerator
    hours: Range

    @property
    def is_inside(self) -> bool:
        return self.hours.low <= self.told["gpu_hours"] <= self.hours.high

    @property
    def row(self) -> str:
        """The row of the table in the documentation."""
        outcome = "inside" if self.is_inside else "**outside**"
        cells = [
            f"[{self.told['name']}]({self.told['url']})",
            self.accelerator.name,
            f"{about(self.hours.low)} to {about(self.hours.high)}",
            figure(Decimal(self.told["gpu_hours"])),
            outcome,
        ]
        return f"| {' | '.join(cells)} |"


def compared(slug: str) -> Run:
    told = RUNS[slug]
    asked = AskedWork(
        QueryDict(
            f"method=train&parameters={told['parameters_billion']}&tokens={told['tokens_billion']}"
        )
    )
    if "bf16_tflops" in told:
        peak = Decimal(told["bf16_tflops"])
        accelerator = Accelerator(name=told["accelerator"], bf16_tflops=peak)
    else:
        accelerator = Accelerator.objects.get(pk=told["accelerator"])
    hours = OnAccelerator(Need.of(asked.work), accelerator, ()).hours
    return Run(told, accelerator, hours)


def largest_of_families() -> list[str]:
    """Return the run of each family that took most: siblings are not counted several times."""
    families = {}
    for slug, told in RUNS.items():
        families.setdefault(told["family"], []).append(slug)
    return [max(slugs, key=lambda s: RUNS[s]["gpu_hours"]) for slugs in families.values()]


@pytest.mark.parametrize("slug", RUNS)
def test_a_published_run_is_inside_or_its_miss_is_explained(slug):
    run = compared(slug)

    assert run.is_inside is not bool(run.told.get("miss_because")), run.hours
    assert run.hours.width <= WIDEST


def test_seven_of_eight_runs_are_inside():
    runs = [compared(slug) for slug in largest_of_families()]

    assert len(runs) >= 8
    assert sum(run.is_inside for run in runs) >= len(runs) * INSIDE


def test_the_ranges_are_those_fixed_before_the_runs_were_compared():
    records = recorded()

    for slug, (low, high) in FIXED.items():
        assert range_of(records[slug]) == Range(Decimal(low), Decimal(high)), slug
        assert records[slug].sources.exists()


def test_some_runs_are_of_machines_of_the_network():
    on_network = {told["machine"] for told in RUNS.values() if "machine" in told}

    assert on_network == set(
        Supercomputer.objects.filter(pk__in=on_network).values_list("pk", flat=True)
    )
    assert "lumi" in on_network


@pytest.mark.parametrize("slug", RUNS)
def test_a_run_names_its_source_and_how_its_hours_were_published(slug):
    told = RUNS[slug]

    assert told["url"].startswith("https://")
    assert told["source"]
    assert told["hours_are"] in ("stated", "accelerators times days")


def test_the_documentation_shows_every_run_and_explains_every_miss():
    text = DOCS.read_text()
    words = " ".join(text.split())

    rows = [compared(slug).row for slug in RUNS]
    assert [row for row in rows if row not in text] == []
    for told in RUNS.values():
        assert " ".join(told.get("miss_because", "").split()) in words
