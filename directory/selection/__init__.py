"""What is asked: filters, and the selections that everything else is made from."""

from directory.selection.selection import Selection
from directory.selection.sites import SiteSelection

SELECTIONS: dict[str, type[Selection]] = {
    selection.name: selection for selection in (SiteSelection,)
}

__all__ = ["SELECTIONS", "Selection", "SiteSelection"]
