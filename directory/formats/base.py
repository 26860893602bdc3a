"""What a format is, and what every data file says about itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from directory.models import Edition
from directory.selection import Selection

LICENCE = "CC-BY-4.0"
ATTRIBUTION = "AI Factories Portal, compiled from public sources"


@dataclass(frozen=True)
class Format:
    """One way of writing a selection down."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[Selection, str], str]
    #: The columns without which a kind of record cannot be written in this format.
    needs: frozenset[str] = frozenset()


def about(selection: Selection, address: str) -> dict[str, Any]:
    """Return edition, date, licence and origin of the data at `address`."""
    return {
        "edition": Edition.current_number(),
        "as_of": selection.day.isoformat(),
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "address": address,
        "count": selection.count,
    }
