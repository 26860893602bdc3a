"""What is known about the network."""

from directory.models.accelerators import Accelerator
from directory.models.access import AccessCall, AccessMode, Policy, PolicyStep
from directory.models.base import Dated, Part, Record
from directory.models.editorial import Draft, LinkCheck, Upload, Withdrawal
from directory.models.evidence import (
    AboutRecord,
    Citation,
    Claim,
    ClaimTopic,
    Conflict,
    Source,
    language_name,
)
from directory.models.guidance import Assumption, HelpEntry, Sourced
from directory.models.history import Baseline, Edition, Version
from directory.models.links import AntennaLink, SiteMachine, SiteOrganisation
from directory.models.milestones import Milestone, stage_label
from directory.models.places import Country, Organisation, Sector, Service, Wave
from directory.models.rules import FinderRule
from directory.models.sites import Antenna, Factory, Site
from directory.models.supercomputers import Supercomputer

__all__ = [
    "AboutRecord",
    "Accelerator",
    "AccessCall",
    "AccessMode",
    "Antenna",
    "AntennaLink",
    "Assumption",
    "Baseline",
    "Citation",
    "Claim",
    "ClaimTopic",
    "Conflict",
    "Country",
    "Dated",
    "Draft",
    "Edition",
    "Factory",
    "FinderRule",
    "HelpEntry",
    "LinkCheck",
    "Milestone",
    "Organisation",
    "Part",
    "Policy",
    "PolicyStep",
    "Record",
    "Sector",
    "Service",
    "Site",
    "SiteMachine",
    "SiteOrganisation",
    "Source",
    "Sourced",
    "Supercomputer",
    "Upload",
    "Version",
    "Wave",
    "Withdrawal",
    "language_name",
    "stage_label",
]
