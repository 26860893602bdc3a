"""What is nested in the rows of each list, declared once: the steps of a site, say."""

from directory.columns.part import Part
from directory.columns.parts.claims import CLAIM_PARTS, TOPIC_PARTS
from directory.columns.parts.counted import EDITION_PARTS, NUMBER_PARTS
from directory.columns.parts.guidance import CALL_PARTS, POLICY_PARTS
from directory.columns.parts.network import (
    COUNTRY_PARTS,
    ORGANISATION_PARTS,
    SECTOR_PARTS,
    SERVICE_PARTS,
    WAVE_PARTS,
)
from directory.columns.parts.sites import MACHINE_PARTS, SITE_PARTS
from directory.columns.parts.sources import SOURCE_PARTS

#: The parts of the rows of each list, by the name of the list.
PARTS: dict[str, tuple[Part, ...]] = {
    "sites": SITE_PARTS,
    "supercomputers": MACHINE_PARTS,
    "countries": COUNTRY_PARTS,
    "waves": WAVE_PARTS,
    "organisations": ORGANISATION_PARTS,
    "sectors": SECTOR_PARTS,
    "services": SERVICE_PARTS,
    "calls": CALL_PARTS,
    "policies": POLICY_PARTS,
    "claims": CLAIM_PARTS,
    "claim-topics": TOPIC_PARTS,
    "sources": SOURCE_PARTS,
    "numbers": NUMBER_PARTS,
    "editions": EDITION_PARTS,
}


def parts_of(name: str) -> tuple[Part, ...]:
    """Return the parts of the rows of a list; none where they have none."""
    return PARTS.get(name, ())
