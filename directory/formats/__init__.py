"""The registry of formats: every way in which a selection can be taken away as data."""

from directory.columns import COLUMNS
from directory.formats import atom, csv, geojson, json
from directory.formats.base import Format

FORMATS: dict[str, Format] = {
    format_.suffix: format_ for format_ in (csv.FORMAT, json.FORMAT, geojson.FORMAT, atom.FORMAT)
}


def formats_of(name: str) -> dict[str, Format]:
    """Return the formats that the list `name` can be had in, by suffix; none if it has no data."""
    columns = {column.name for column in COLUMNS.get(name, ())}
    return {suffix: f for suffix, f in FORMATS.items() if columns and f.needs <= columns}


__all__ = ["FORMATS", "Format", "formats_of"]
