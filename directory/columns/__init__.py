"""What a row shows, declared once: tables, data files and their guide are made from this."""

from directory.columns.base import Column, number
from directory.columns.calls import CALL_COLUMNS
from directory.columns.changes import CHANGE_COLUMNS
from directory.columns.claims import CLAIM_COLUMNS
from directory.columns.countries import COUNTRY_COLUMNS
from directory.columns.guidance import ACCELERATOR_COLUMNS, ASSUMPTION_COLUMNS, FINDER_RULE_COLUMNS
from directory.columns.help import HELP_COLUMNS
from directory.columns.milestones import MILESTONE_COLUMNS
from directory.columns.numbers import EDITION_COLUMNS, NUMBER_COLUMNS
from directory.columns.organisations import ORGANISATION_COLUMNS
from directory.columns.policies import CLAIM_TOPIC_COLUMNS, POLICY_COLUMNS
from directory.columns.sites import SITE_COLUMNS
from directory.columns.sources import SOURCE_COLUMNS
from directory.columns.supercomputers import SUPERCOMPUTER_COLUMNS
from directory.columns.waves import SECTOR_COLUMNS, SERVICE_COLUMNS, WAVE_COLUMNS

COLUMNS: dict[str, tuple[Column, ...]] = {
    "sites": SITE_COLUMNS,
    "supercomputers": SUPERCOMPUTER_COLUMNS,
    "sources": SOURCE_COLUMNS,
    "organisations": ORGANISATION_COLUMNS,
    "milestones": MILESTONE_COLUMNS,
    "changes": CHANGE_COLUMNS,
    "claims": CLAIM_COLUMNS,
    "calls": CALL_COLUMNS,
    "help": HELP_COLUMNS,
    "countries": COUNTRY_COLUMNS,
    "waves": WAVE_COLUMNS,
    "sectors": SECTOR_COLUMNS,
    "services": SERVICE_COLUMNS,
    "accelerators": ACCELERATOR_COLUMNS,
    "policies": POLICY_COLUMNS,
    "claim-topics": CLAIM_TOPIC_COLUMNS,
    "finder-rules": FINDER_RULE_COLUMNS,
    "assumptions": ASSUMPTION_COLUMNS,
    "editions": EDITION_COLUMNS,
    "numbers": NUMBER_COLUMNS,
}

__all__ = [
    "CALL_COLUMNS",
    "CHANGE_COLUMNS",
    "CLAIM_COLUMNS",
    "COLUMNS",
    "HELP_COLUMNS",
    "MILESTONE_COLUMNS",
    "ORGANISATION_COLUMNS",
    "SITE_COLUMNS",
    "SOURCE_COLUMNS",
    "SUPERCOMPUTER_COLUMNS",
    "Column",
    "number",
]
