"""The registry of formats: every way in which a selection can be taken away as data."""

from directory.columns import COLUMNS
from directory.formats import call_feed, change_feed, csv, geojson, ical, json
from directory.formats.base import Format

#: What a list can be had in is told by its columns; two formats of one suffix need other ones.
FORMATS = (
    csv.FORMAT,
    json.FORMAT,
    geojson.FORMAT,
    change_feed.FORMAT,
    call_feed.FORMAT,
    ical.FORMAT,
)


def formats_of(name: str) -> dict[str, Format]:
    """Return the formats that the list `name` can be had in, by suffix; none if it has no data."""
    columns = {column.name for column in COLUMNS.get(name, ())}
    return {f.suffix: f for f in FORMATS if columns and f.needs <= columns}


__all__ = ["FORMATS", "Format", "formats_of"]
