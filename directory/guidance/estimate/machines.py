"""On which machines of the network a piece of work would fit, and which sites offer them."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.enums import MachineStage, MachineUse
from directory.guidance.estimate.formulas import Range
from directory.models import Accelerator, Supercomputer
from directory.selection.supercomputers import public_uses


class Fit(TextChoices):
    FITS = "fits", _("fits")
    MAY_FIT = "may-fit", _("fits only at the lower end")
    TOO_SMALL = "too-small", _("too small")
    UNKNOWN = "unknown", _("number of accelerators not published")


@dataclass(frozen=True)
class Placed:
    """A machine with an accelerator, and whether the work fits on it."""

    machine: Supercomputer
    fit: Fit

    @property
    def runs(self) -> bool:
        return self.machine.stage == MachineStage.OPERATIONAL

    @property
    def per_node(self) -> int | None:
        """Accelerators of a node; None unless the nodes counted are those with accelerators."""
        count, nodes = self.machine.accelerator_count, self.machine.nodes
        return count // nodes if count and nodes and count % nodes == 0 else None

    @property
    def offered_by(self) -> list:
        """The sites whose users get time on it now."""
        uses = self.machine.site_uses.all()
        return [use.site for use in uses if use.use == MachineUse.OFFERED]

    @property
    def is_offered(self) -> bool:
        """Whether a site's users can get time on it today."""
        return self.runs and bool(self.offered_by)

    @property
    def planned_by(self) -> list:
        uses = self.machine.site_uses.all()
        return [use.site for use in uses if use.use == MachineUse.PLANNED]


def with_machines(accelerators: QuerySet[Accelerator]) -> QuerySet[Accelerator]:
    """Return accelerators with the machines that have them and their sites; three queries more."""
    today = dates.today()
    machines = Supercomputer.objects.as_of(today).order_by("sort_key", "slug")
    return accelerators.prefetch_related(
        Prefetch("supercomputers", machines.prefetch_related(public_uses(today)))
    )


def placed(accelerator: Accelerator, at_least: Range | None) -> list[Placed]:
    """Return the machines that have an accelerator: those offered today, then those that run."""
    found = [
        Placed(m, fit(m.accelerator_count, at_least)) for m in accelerator.supercomputers.all()
    ]
    return sorted(found, key=lambda one: (not one.is_offered, not one.runs))


def fit(count: int | None, at_least: Range | None) -> Fit:
    if count is None or at_least is None:
        return Fit.UNKNOWN
    if count >= at_least.high:
        return Fit.FITS
    return Fit.MAY_FIT if count >= at_least.low else Fit.TOO_SMALL
