"""What a format is, and what every data file says about itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from directory.selection.standing import Standing

LICENCE = "CC-BY-4.0"
ATTRIBUTION = "AI Factories Portal, compiled from public sources"


@dataclass(frozen=True)
class Format:
    """One way of writing down a selection, or a comparison."""

    suffix: str
    label: str
    media_type: str
    #: Gets what is written, most often a Selection, and the address of the data.
    write: Callable[[Any, str], str]
    #: The columns without which a kind of record cannot be written in this format.
    needs: frozenset[str] = frozenset()


def standing(selection: Standing) -> dict[str, Any]:
    """Return what makes data quotable: the edition, the day it was made on, the day it shows."""
    edition = selection.edition
    return {
        "edition": edition.number if edition else 0,
        "edition_date": edition.day.isoformat() if edition else None,
        "as_of": selection.day.isoformat(),
    }


def about(selection: Standing, address: str) -> dict[str, Any]:
    """Return edition, date, licence and origin of the data at `address`."""
    return {
        **standing(selection),
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "address": address,
    }
