"""The registry of formats: every way in which a selection can be taken away as data."""

from directory.formats import csv, feeds, geojson, json, kml, xlsx
from directory.formats.base import Format
from directory.formats.linked import jsonld
from directory.selection import Selection

#: Two formats of one suffix are of different lists.
FORMATS = (
    csv.FORMAT,
    json.FORMAT,
    xlsx.FORMAT,
    geojson.FORMAT,
    kml.FORMAT,
    jsonld.FORMAT,
    *feeds.FORMATS,
)


def formats_of(name: str) -> dict[str, Format]:
    """Return the formats that the list `name` can be had in, by suffix."""
    return {f.suffix: f for f in FORMATS if not f.lists or name in f.lists}


def twins_of(selection: Selection) -> list[tuple[Format, str]]:
    """Return the formats of what is asked, each with its address; none of a wrong question."""
    if not (selection.slug or selection.is_right):
        return []
    formats = formats_of(selection.name).items()
    return [(format_, selection.url_for(suffix)) for suffix, format_ in formats]


__all__ = ["FORMATS", "Format", "formats_of", "twins_of"]
