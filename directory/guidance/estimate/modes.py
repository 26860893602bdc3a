"""Which access modes cover a number of hours, as far as they publish their size."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from directory.enums import ComputeUnit
from directory.evidence.footnotes import about, by_record, key_of
from directory.guidance.estimate.formulas import Range
from directory.models import AccessMode, Citation

NO_END = Decimal("Infinity")


class Cover(TextChoices):
    WHOLE = "whole", _("covers the whole range")
    PART = "part", _("covers part of the range")
    NOT_PUBLISHED = "not-published", _("its size is not published")
    OTHER_UNIT = "other-unit", _("counts node hours; accelerators of a node not certain here")


@dataclass(frozen=True)
class SizedMode:
    """An access mode, and the sizes that sources state where its record has none."""

    mode: AccessMode
    stated: Range | None = None

    @property
    def least(self) -> Decimal:
        return Decimal(self.mode.resource_min or 0)

    @property
    def most(self) -> Decimal:
        """The largest size; that of the most generous source where they differ."""
        if self.stated:
            return self.stated.high
        return NO_END if self.mode.resource_max is None else Decimal(self.mode.resource_max)

    @property
    def has_size(self) -> bool:
        return self.least > 0 or self.most < NO_END

    @property
    def counts_nodes(self) -> bool:
        return self.mode.resource_unit == ComputeUnit.NODE_HOURS


@dataclass(frozen=True)
class CoveringMode:
    sized: SizedMode
    cover: Cover

    @property
    def mode(self) -> AccessMode:
        return self.sized.mode

    @property
    def stated(self) -> Range | None:
        return self.sized.stated

    @property
    def by_nodes(self) -> bool:
        """Whether node hours were compared."""
        return self.sized.counts_nodes and self.cover in (Cover.WHOLE, Cover.PART)

    @property
    def floor_in_words(self) -> str:
        """What the record says of its size where it has a largest one only.

        A floor that not all sources give stands in these words.
        """
        has_only_top = self.mode.resource_max is not None and self.mode.resource_min is None
        return self.mode.resources if has_only_top else ""


def sized_modes() -> tuple[SizedMode, ...]:
    """Return the modes that have a unit to compare; two queries."""
    modes = list(AccessMode.objects.exclude(resource_unit=None))
    citations = about(Citation, modes).filter(field="resources", number__gt=0)
    stated = by_record(citations.exclude(states=""))

    def of_sources(mode: AccessMode) -> Range | None:
        numbers = [citation.number for citation in stated.get(key_of(mode), ())]
        is_open = mode.resource_min is None and mode.resource_max is None
        return Range(min(numbers), max(numbers)) if numbers and is_open else None

    return tuple(SizedMode(mode, of_sources(mode)) for mode in modes)


def covering(
    modes: Iterable[SizedMode], hours: Range, node_hours: Range | None
) -> list[CoveringMode]:
    """Return the modes that may cover the hours, those that cover all first, the smallest first."""
    found = [(sized, cover(sized, hours, node_hours)) for sized in modes]
    per_node = hours.high / node_hours.high if node_hours else 1
    order = list(Cover)
    return sorted(
        (CoveringMode(sized, covers) for sized, covers in found if covers),
        key=lambda one: (
            order.index(one.cover),
            one.sized.most * (per_node if one.sized.counts_nodes else 1),
        ),
    )


def cover(sized: SizedMode, hours: Range, node_hours: Range | None) -> Cover | None:
    if not sized.has_size:
        return Cover.NOT_PUBLISHED
    needed = node_hours if sized.counts_nodes else hours
    if needed is None:  # a node has at least one accelerator
        return Cover.OTHER_UNIT if hours.high >= sized.least else None
    if needed.high < sized.least or needed.low > sized.most:
        return None
    whole = needed.low >= sized.least and needed.high <= sized.most
    return Cover.WHOLE if whole else Cover.PART
