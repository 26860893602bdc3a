"""Selections as JSON-LD: what the data are, then each row as the node that its page carries.

The context is named, not quoted: programs that know schema.org need not fetch it.
"""

from collections.abc import Iterator
from itertools import chain
from urllib.parse import urljoin

from django.utils.translation import gettext_lazy as _

from directory.formats.base import Format
from directory.formats.json import with_list
from directory.formats.linked.datasets import dataset, identifier
from directory.formats.linked.records import described
from directory.formats.linked.schema import CONTEXT, Node, named
from directory.selection import Selection


def write(selection: Selection, address: str) -> Iterator[str]:
    rows = (described(row, address) for row in selection.each())
    return with_list({"@context": CONTEXT}, "@graph", chain([head(selection, address)], rows))


def head(selection: Selection, address: str) -> Node:
    """Return the dataset that an answer is: a part of that of the whole list, as of a day."""
    about = dataset(
        selection,
        selection.edition,
        address,
        url=urljoin(address, selection.url_for("list")),
        size=selection.heading,
        isPartOf={"@id": identifier(selection, address)},
        temporalCoverage=selection.day.isoformat(),
    )
    return named(address, about)


FORMAT = Format(
    "jsonld",
    "JSON-LD",
    "application/ld+json",
    write,
    good_for=_("linked data in the words of schema.org"),
)
