"""What is asked: filters, and the selections that everything else is made from."""

from directory.selection.calls import CallSelection
from directory.selection.changes import ChangeSelection
from directory.selection.claims import ClaimSelection
from directory.selection.countries import CountrySelection
from directory.selection.editions import EditionSelection
from directory.selection.help import HelpSelection
from directory.selection.milestones import MilestoneSelection
from directory.selection.numbers import NumberSelection
from directory.selection.organisations import OrganisationSelection
from directory.selection.selection import Selection
from directory.selection.sites import SiteSelection
from directory.selection.sources import SourceSelection
from directory.selection.supercomputers import SupercomputerSelection
from directory.selection.vocabularies import SectorSelection, ServiceSelection
from directory.selection.waves import WaveSelection
from directory.selection.whole import (
    AcceleratorSelection,
    AssumptionSelection,
    ClaimTopicSelection,
    FinderRuleSelection,
    PolicySelection,
)

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
        CountrySelection,
        WaveSelection,
        SectorSelection,
        ServiceSelection,
        AcceleratorSelection,
        PolicySelection,
        ClaimTopicSelection,
        FinderRuleSelection,
        AssumptionSelection,
        EditionSelection,
        NumberSelection,
    )
}

#: The same by the names of their pages, under which their data stand.
LISTS: dict[str, type[Selection]] = {
    name: selection for selection in SELECTIONS.values() for name in selection.path_names()
}

__all__ = [
    "LISTS",
    "SELECTIONS",
    "AcceleratorSelection",
    "AssumptionSelection",
    "CallSelection",
    "ChangeSelection",
    "ClaimSelection",
    "ClaimTopicSelection",
    "CountrySelection",
    "EditionSelection",
    "FinderRuleSelection",
    "HelpSelection",
    "MilestoneSelection",
    "NumberSelection",
    "OrganisationSelection",
    "PolicySelection",
    "SectorSelection",
    "Selection",
    "ServiceSelection",
    "SiteSelection",
    "SourceSelection",
    "SupercomputerSelection",
    "WaveSelection",
]
