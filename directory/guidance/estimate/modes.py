"""Which access modes cover a number of hours, as far as they publish their size."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from directory.enums import ComputeUnit
from directory.guidance.estimate.formulas import Range
from directory.models import AccessMode


class Cover(TextChoices):
    WHOLE = "whole", _("covers the whole range")
    PART = "part", _("covers part of the range")
    NOT_PUBLISHED = "not-published", _("its size is not published")
    OTHER_UNIT = "other-unit", _("counts node hours; accelerators of a node not certain here")


@dataclass(frozen=True)
class CoveringMode:
    mode: AccessMode
    cover: Cover

    @property
    def by_nodes(self) -> bool:
        """Whether node hours were compared."""
        counts_nodes = self.mode.resource_unit == ComputeUnit.NODE_HOURS
        return counts_nodes and self.cover in (Cover.WHOLE, Cover.PART)


def covering(
    modes: Iterable[AccessMode], hours: Range, node_hours: Range | None
) -> list[CoveringMode]:
    """Return the modes with a unit that may cover the hours; those that do not are left out."""
    found = [(mode, cover(mode, hours, node_hours)) for mode in modes if mode.resource_unit]
    order = list(Cover)
    return sorted(
        (CoveringMode(mode, covers) for mode, covers in found if covers),
        key=lambda one: order.index(one.cover),
    )


def cover(mode: AccessMode, hours: Range, node_hours: Range | None) -> Cover | None:
    if mode.resource_min is None and mode.resource_max is None:
        return Cover.NOT_PUBLISHED
    least, most = mode.resource_min or 0, mode.resource_max
    needed = node_hours if mode.resource_unit == ComputeUnit.NODE_HOURS else hours
    if needed is None:  # a node has at least one accelerator
        return Cover.OTHER_UNIT if hours.high >= least else None
    if needed.high < least or (most is not None and needed.low > most):
        return None
    whole = needed.low >= least and (most is None or needed.high <= most)
    return Cover.WHOLE if whole else Cover.PART
