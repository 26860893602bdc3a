"""The page that tells how everything here can be taken away, for readers and for programs."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from directory.columns import COLUMNS, Column
from directory.columns.base import Link
from directory.evidence.quoting import CitedEdition
from directory.formats import FORMATS, Format
from directory.formats.snippets import snippets
from directory.formats.taken import Taken
from directory.models import Edition
from directory.pages.answers import parameterless, public
from directory.selection import SELECTIONS, SiteSelection
from directory.selection.chosen import COMPARE
from directory.selection.question import PAGE

#: What the page offers first, to those who only want a table.
FIRST = ("xlsx", "csv")
#: The questions of the examples, each in another format.
EXAMPLES = (
    ("sites", "list", "kind=antenna&sort=-name", "csv"),
    ("sites", "map", "status=serving-users", "geojson"),
    ("milestones", "list", "as_of=2026-01-01", "json"),
)


@dataclass(frozen=True)
class ColumnOfData:
    """A column as the guide explains it."""

    column: Column
    #: The list whose slugs the values are.
    refers_to: Link | None


class ListOfData(Taken):
    """A list as guides explain it: what it holds, where it is, what can be asked of it."""

    @property
    def page(self) -> str:
        """The address of its page, empty where it has none."""
        return self.selection.url_for("list") if "list" in self.selection.pages else ""

    @property
    def first_files(self) -> list[tuple[Format, str]]:
        by_suffix = {format_.suffix: (format_, url) for format_, url in self.files}
        return [by_suffix[suffix] for suffix in FIRST]

    @property
    def columns(self) -> list[ColumnOfData]:
        return [
            ColumnOfData(column, link_to_list(column.refers_to))
            for column in COLUMNS[self.selection.name]
        ]

    @property
    def parameters(self) -> list[str]:
        return [name for name in self.selection.known if name not in (COMPARE, PAGE)]


def lists_of_data() -> list[ListOfData]:
    everything = QueryDict()
    return [ListOfData(selection(everything)) for selection in SELECTIONS.values()]


def link_to_list(name: str) -> Link | None:
    return Link(SELECTIONS[name].title, f"#{name}") if name else None


@public
@parameterless
def data(request: HttpRequest) -> HttpResponse:
    """Answer with the guide; its queries grow with the number of lists, not with their rows."""
    lists = lists_of_data()
    edition = Edition.current()
    context = {
        "lists": lists,
        "followed": [of for of in lists if of.feeds],
        "sites": next(of for of in lists if of.selection.name == SiteSelection.name),
        "formats": {format_.suffix: format_ for format_ in FORMATS},
        "examples": list(examples()),
        "snippets": snippets(SiteSelection(QueryDict()), request.build_absolute_uri),
        "citation": edition
        and CitedEdition(edition, request.build_absolute_uri(edition.get_absolute_url())),
        "ogc": (ogc := request.build_absolute_uri(reverse("ogc:landing"))),
        "gdal": f"ogr2ogr sites.gpkg {shlex.quote(f'OAPIF:{ogc}')} sites",
    }
    return render(request, "directory/data.html", context)


def examples() -> Iterator[tuple[str, str]]:
    """Yield addresses of pages, each with that of its data."""
    for name, page, query, suffix in EXAMPLES:
        selection = SELECTIONS[name](QueryDict(query))
        yield selection.url_for(page), selection.url_for(suffix)
    if site := SiteSelection(QueryDict()).found.first():
        record = SiteSelection(QueryDict(), site.pk)
        yield record.url_for("list"), record.url_for("json")
