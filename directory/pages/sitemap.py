"""The sitemap: an index, one part of pages, and one for each kind of record that has pages."""

import datetime
from functools import cached_property, partial
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from directory.answering.open_data import open_data
from directory.answering.parameterless import parameterless, unknown_parameters
from directory.answering.problems import wrong_question
from directory.models import Edition, Version
from directory.selection import SELECTIONS, Selection

#: The public pages that are of no list; the search and the form for errors are left out.
PAGES = ("home", "finder", "finder_rules", "estimate", "compare", "data")
#: Editions are read in the list of changes.
REDIRECTED = ("directory:editions",)


class Dated(Sitemap):
    """A part in which everything is at most as new as the newest edition."""

    @cached_property
    def newest(self) -> datetime.datetime | None:
        edition = Edition.current()
        return edition.made_at if edition else None

    def get_latest_lastmod(self) -> datetime.datetime | None:
        return self.newest

    def lastmod(self, item: Any) -> datetime.datetime | None:
        return self.newest


class Pages(Dated):
    """The lists, which change with every edition, and the pages that are no lists."""

    def items(self) -> list[str]:
        lists = [page for selection in SELECTIONS.values() for page in selection.pages.values()]
        pages = [*(f"directory:{page}" for page in PAGES), *lists]
        return [page for page in dict.fromkeys(pages) if page not in REDIRECTED]

    def location(self, item: str) -> str:
        return reverse(item)


class Records(Dated):
    """The records of a list that can be had today, each as old as its last change."""

    def __init__(self, selection: type[Selection]) -> None:
        self.selection = selection(QueryDict())

    def items(self) -> Any:
        return self.selection.found

    def location(self, item: Any) -> str:
        return reverse(self.selection.record_page, args=[item.pk])

    def lastmod(self, item: Any) -> datetime.datetime | None:
        if not self.selection.record_kind:  # an edition, or what is counted of all records
            return getattr(item, "made_at", self.newest)
        return self.changed.get(item.pk, self.newest)

    @cached_property
    def changed(self) -> dict[str, datetime.datetime]:
        """When the newest edition was made that changed each record, as far as it is public."""
        versions = Version.objects.public().filter(kind=self.selection.record_kind).order_by()
        newest = versions.values("slug").annotate(at=Max("edition__made_at"))
        return dict(newest.values_list("slug", "at"))


PARTS = {"pages": Pages} | {
    selection.path_names()[0]: partial(Records, selection)
    for selection in SELECTIONS.values()
    if selection.record_page
}


@open_data
@parameterless
def index(request: HttpRequest) -> HttpResponse:
    return views.index(request, PARTS, sitemap_url_name="data:sitemap_part")


@open_data
def part(request: HttpRequest, section: str) -> HttpResponse:
    """Answer with a part; `p` is its page, of as many addresses as the standard allows."""
    if mistakes := unknown_parameters(request, known=("p",)):
        return wrong_question(mistakes, request.build_absolute_uri())
    return views.sitemap(request, PARTS, section)
