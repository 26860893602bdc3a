"""The registry of formats: every way in which a selection can be taken away as data."""

from directory.formats import csv, geojson, json
from directory.formats.base import Format

FORMATS: dict[str, Format] = {
    format_.suffix: format_ for format_ in (csv.FORMAT, json.FORMAT, geojson.FORMAT)
}

__all__ = ["FORMATS", "Format"]
