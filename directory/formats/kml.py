"""Selections as KML (OGC KML 2.2), for Google Earth: a placemark for each row.

A row without a place is a placemark without a point.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any
from urllib.parse import urljoin
from xml.sax.xmlreader import AttributesImpl

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.xmlutils import SimplerXMLGenerator

from directory.columns import COLUMNS
from directory.formats.base import (
    Format,
    about,
    flat,
    place,
    record_url,
    without_controls,
)
from directory.selection import Selection
from directory.terms import ATTRIBUTION, NAME

NAMESPACES = {
    "xmlns": "http://www.opengis.net/kml/2.2",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
}


class Writer(SimplerXMLGenerator):
    """Writes XML, which is taken away piece by piece."""

    def __init__(self) -> None:
        self.buffer = StringIO()
        super().__init__(self.buffer, "utf-8")

    def taken(self) -> str:
        """Return what was written since the last time."""
        text = self.buffer.getvalue()
        self.buffer.seek(0)
        self.buffer.truncate()
        return text

    @contextmanager
    def element(self, name: str, attributes: dict[str, str] | None = None) -> Iterator[None]:
        self.startElement(name, AttributesImpl(attributes or {}))
        yield
        self.endElement(name)

    def add(self, name: str, text: str = "", attributes: dict[str, str] | None = None) -> None:
        self.addQuickElement(name, without_controls(text), attributes or {})


def write(selection: Selection, address: str) -> Iterator[str]:
    xml = Writer()
    xml.startDocument()
    with xml.element("kml", NAMESPACES), xml.element("Document"):
        xml.add("name", str(selection.heading))
        with xml.element("atom:author"):
            xml.add("atom:name", NAME)
        xml.add("atom:link", attributes={"href": list_url(selection, address)})
        xml.add("description", what_it_is(selection, address))
        for row in selection.each():
            placemark(xml, selection, row, address)
            yield xml.taken()
    xml.endDocument()
    yield xml.taken()


def list_url(selection: Selection, address: str) -> str:
    return urljoin(address, selection.url_for("list"))


def what_it_is(selection: Selection, address: str) -> str:
    """Return as HTML what every data file says about itself."""
    said = about(selection, address)
    told = (
        (_("Edition"), f"{said['edition']}, {said['edition_date'] or ''}".rstrip(", ")),
        (_("As of"), said["as_of"]),
        (_("Licence"), said["licence"]),
        (_("Attribution"), ATTRIBUTION),
        (_("Address"), address),
    )
    return format_html_join("", "<p>{}: {}</p>", told)


def placemark(xml: Writer, selection: Selection, row: Any, address: str) -> None:
    page = record_url(selection, row, address) or list_url(selection, address)
    with xml.element("Placemark"):
        xml.add("name", str(row))
        xml.add("atom:link", attributes={"href": page})
        xml.add("description", in_words(selection, row, page))
        with xml.element("ExtendedData"):
            for column in COLUMNS[selection.name]:
                value = flat(column.value(row))
                if value is not None:
                    with xml.element("Data", {"name": column.name}):
                        xml.add("displayName", str(column.label))
                        xml.add("value", str(value))
        if coordinates := place(row):
            with xml.element("Point"):
                xml.add("coordinates", ",".join(map(str, coordinates)))


def in_words(selection: Selection, row: Any, page: str) -> str:
    """Return as HTML what the table of the list says of a row, and the link to its page."""
    shown = (
        (column.label, column.in_words(row) or _("not published"))
        for column in COLUMNS[selection.name]
        if column.in_table
    )
    said = format_html_join("", "<p>{}: {}</p>", shown)
    return format_html('{}<p><a href="{}">{}</a></p>', said, page, _("Show on the portal"))


FORMAT = Format(
    "kml",
    "KML",
    "application/vnd.google-earth.kml+xml",
    write,
    good_for=gettext_lazy("for Google Earth"),
)
