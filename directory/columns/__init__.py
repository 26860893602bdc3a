"""What a row shows, declared once: tables, data files and their guide are made from this."""

from directory.columns.base import Column, number
from directory.columns.organisations import ORGANISATION_COLUMNS
from directory.columns.sites import SITE_COLUMNS
from directory.columns.sources import SOURCE_COLUMNS
from directory.columns.supercomputers import SUPERCOMPUTER_COLUMNS

COLUMNS: dict[str, tuple[Column, ...]] = {
    "sites": SITE_COLUMNS,
    "supercomputers": SUPERCOMPUTER_COLUMNS,
    "sources": SOURCE_COLUMNS,
    "organisations": ORGANISATION_COLUMNS,
}

__all__ = [
    "COLUMNS",
    "ORGANISATION_COLUMNS",
    "SITE_COLUMNS",
    "SOURCE_COLUMNS",
    "SUPERCOMPUTER_COLUMNS",
    "Column",
    "number",
]
