"""What is asked: filters, and the selections that everything else is made from."""

from directory.selection.organisations import OrganisationSelection
from directory.selection.selection import Selection
from directory.selection.sites import SiteSelection
from directory.selection.sources import SourceSelection
from directory.selection.supercomputers import SupercomputerSelection

SELECTIONS: dict[str, type[Selection]] = {
    selection.name: selection
    for selection in (
        SiteSelection,
        SupercomputerSelection,
        SourceSelection,
        OrganisationSelection,
    )
}

__all__ = [
    "SELECTIONS",
    "OrganisationSelection",
    "Selection",
    "SiteSelection",
    "SourceSelection",
    "SupercomputerSelection",
]
