"""What is asked: filters, and the selections that everything else is made from."""

from directory.selection.calls import CallSelection
from directory.selection.changes import ChangeSelection
from directory.selection.claims import ClaimSelection
from directory.selection.help import HelpSelection
from directory.selection.milestones import MilestoneSelection
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
        MilestoneSelection,
        ChangeSelection,
        ClaimSelection,
        CallSelection,
        HelpSelection,
    )
}

__all__ = [
    "SELECTIONS",
    "CallSelection",
    "ChangeSelection",
    "ClaimSelection",
    "HelpSelection",
    "MilestoneSelection",
    "OrganisationSelection",
    "Selection",
    "SiteSelection",
    "SourceSelection",
    "SupercomputerSelection",
]
