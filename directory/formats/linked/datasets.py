"""Each list as a dataset: its title, its description, its words, and when it was last changed."""

from typing import Any
from urllib.parse import urljoin

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.columns import COLUMNS
from directory.formats.linked.schema import Node, data_page, node, publisher
from directory.models import Edition
from directory.selection import SELECTIONS, Selection
from directory.terms import ATTRIBUTION, LICENCE_URL, NAME


def whole_lists() -> list[Selection]:
    return [list_(QueryDict()) for list_ in SELECTIONS.values()]


def identifier(list_: Selection, address: str) -> str:
    """Return what the whole list is called everywhere: in both catalogues and in its files."""
    return f"{data_page(address)}#{list_.name}"


def page(list_: Selection, address: str) -> str:
    return urljoin(address, list_.url_for("list")).partition("#")[0]


def file(list_: Selection, suffix: str, address: str) -> str:
    return urljoin(address, list_.url_for(suffix))


def title(list_: Selection) -> str:
    return f"{NAME}: {list_.title}"


def description(list_: Selection) -> str:
    words = {"list": list_.title, "columns": "; ".join(columns_of(list_))}
    return (
        _(
            "%(list)s, from a directory of Europe's AI Factories compiled from public sources."
            " Each row tells: %(columns)s."
        )
        % words
    )


def columns_of(list_: Selection) -> list[str]:
    return [str(column.label) for column in COLUMNS[list_.name]]


def keywords(list_: Selection) -> list[str]:
    return [
        _("AI Factories"),
        _("artificial intelligence"),
        "EuroHPC",
        _("supercomputing"),
        str(list_.title),
    ]


def dataset(list_: Selection, edition: Edition | None, address: str, **more: Any) -> Node:
    """Return a dataset in the words of schema.org."""
    return node(
        "Dataset",
        name=title(list_),
        description=description(list_),
        keywords=keywords(list_),
        license=LICENCE_URL,
        creditText=ATTRIBUTION,
        isAccessibleForFree=True,
        creator=publisher(address),
        publisher=publisher(address),
        inLanguage=get_language(),
        spatialCoverage=node("Place", name=_("Europe")),
        dateModified=edition.day.isoformat() if edition else None,
        version=str(edition) if edition else None,
        **more,
    )
