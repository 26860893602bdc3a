"""A question: what a visitor asked for, checked, and the rows that answer it."""

import datetime
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar, Self, cast

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.selection.asking import Asked, shortened
from directory.selection.chosen import COMPARE
from directory.selection.day import AS_OF
from directory.selection.facets import Mistake
from directory.selection.filters import FilterSetOfRecords
from directory.selection.search_filter import SearchFilter
from directory.selection.search_index import Hit
from directory.selection.standing import Standing

PAGE = "page"
PAGE_SIZE = 100
#: How many rows are read at once where all are written.
CHUNK = 100


def page_number(wanted: str) -> int:
    """Return the number of a page, 0 where it is none."""
    return int(wanted) if re.fullmatch(r"[0-9]{1,9}", wanted) else 0


class Question(Standing, Asked):
    """The rows of one list that a question asks for; no rows at all where the question is wrong."""

    name: ClassVar[str]
    #: The kind of record whose versions tell that a row changed; empty where rows are no records.
    record_kind: ClassVar[str] = ""
    title: ClassVar[Any]
    #: "1 site", "7 sites": a lazy ngettext with `count`.
    counted_words: ClassVar[Any]
    filterset_class: ClassVar[type[FilterSetOfRecords]]
    orders: ClassVar[dict[str, tuple]]
    #: The order of `all_rows`, if it is not the first one.
    usual_sort: ClassVar[str] = ""
    page_size: ClassVar[int] = PAGE_SIZE
    #: Whether the pages of the rows can be asked as of a day, as the list can.
    rows_have_days: ClassVar[bool] = True
    #: The pages that show a selection of this kind, by the word that `url_for` takes; none where
    #: pages show its rows only among others.
    pages: ClassVar[dict[str, str]]
    #: The page of one row, which takes its key; empty where there is none.
    record_page: ClassVar[str] = ""

    def __init__(self, params: QueryDict, slug: str = "") -> None:
        """Ask for the row with the key `slug` alone, if one is given, or for a list."""
        super().__init__(params)
        self.slug = slug

    def all_rows(self) -> QuerySet:
        """Return what could be selected, with everything that filters need."""
        raise NotImplementedError

    def for_table(self, rows: QuerySet) -> QuerySet:
        """Return `rows` with what the columns of a table show, in a fixed number of queries."""
        return rows

    def with_details(self, rows: QuerySet) -> QuerySet:
        """Return `rows` with what all columns show, in a fixed number of queries."""
        return self.for_table(rows)

    def no_rows(self) -> QuerySet:
        return self.all_rows().none()

    @classmethod
    def canonical(cls, slug: str) -> str:
        """Return the key of the row that somebody may write as `slug`."""
        return slug

    @classmethod
    def on(cls, day: datetime.date) -> Self:
        """Return the question for everything as of a day."""
        return cls(QueryDict(f"{AS_OF}={day}"))

    @cached_property
    def filterset(self) -> FilterSetOfRecords:
        return self.filterset_class(self.params, queryset=self.all_rows(), day=self.day)

    @property
    def form(self) -> forms.Form:
        return self.filterset.form

    @property
    def known(self) -> tuple[str, ...]:
        if self.slug:
            return (AS_OF,) if self.rows_have_days else ()
        return (*self.filterset.filters, PAGE)

    def _mistakes(self) -> Iterator[Mistake]:
        yield from super()._mistakes()
        if not 1 <= self.page_number <= self.page_count:
            page = shortened(str(self.params[PAGE]))
            reason = _("“%(page)s” is not a page of this list.") % {"page": page}
            yield Mistake(PAGE, reason, (_("1 to %(last)s") % {"last": self.page_count},))

    def is_multiple(self, parameter: str) -> bool:
        filter_ = self.filterset.filters.get(parameter)
        return isinstance(filter_, django_filters.MultipleChoiceFilter)

    @cached_property
    def found(self) -> QuerySet:
        """All rows that were asked for, bare; none where the question is wrong."""
        if not self.filterset.form.is_valid():
            return self.no_rows()
        rows = self.filterset.qs
        try:
            return rows.filter(pk=self.slug) if self.slug else rows
        except ValueError:  # the keys of some rows are numbers
            return self.no_rows()

    @cached_property
    def _paginator(self) -> Paginator:
        return Paginator(self.found, self.page_size)

    @property
    def page_count(self) -> int:
        return self._paginator.num_pages

    @property
    def page_number(self) -> int:
        """The page that was asked for, 0 where it is no number."""
        return page_number(str(self.params.get(PAGE, "1")))

    @property
    def heading(self) -> str:
        """The count in words, or what the list is of where the question is wrong."""
        counted = self.counted_words % {"count": self.count}
        return str(counted if self.is_right else self.title)

    @property
    def count(self) -> int:
        """How many rows were found, on all pages together."""
        return self._paginator.count if self.is_right else 0

    @cached_property
    def page(self) -> Page:
        """The page of rows that was asked for, for a table; empty where the question is wrong."""
        if not self.is_right:
            return Paginator(self.no_rows(), PAGE_SIZE).page(1)
        page = self._paginator.page(self.page_number)
        page.object_list = self.for_table(cast("QuerySet", page.object_list))
        return page

    @property
    def rows(self) -> QuerySet:
        """All rows that were asked for, for data."""
        return self.with_details(self.found) if self.is_right else self.no_rows()

    def each(self) -> Iterator[Any]:
        """Yield the rows for data, never more than a few in memory where they can be many."""
        rows = self.rows
        return rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else iter(rows)

    @property
    def is_empty_network(self) -> bool:
        """Tell whether nothing could be found on that day, whatever the filters."""
        return not self.all_rows().exists()

    @property
    def is_narrowed(self) -> bool:
        """Tell whether more is asked than the whole list as of a day."""
        return bool(set(self.params) - {AS_OF, COMPARE, PAGE, "sort"})

    @property
    def sort(self) -> str:
        """The order of the list; empty for the best match first."""
        return str(self.params.get("sort", self.default_sort))

    @property
    def default_sort(self) -> str:
        return "" if self.searched else self.usual_sort or next(iter(self.orders), "")

    @cached_property
    def search_name(self) -> str:
        """The name of the filter that searches, empty where there is none."""
        filters = self.filterset.filters.items()
        return next((name for name, filter_ in filters if isinstance(filter_, SearchFilter)), "")

    @property
    def searched(self) -> str:
        """What was searched for, empty where nothing was."""
        return self.asked(self.search_name) or ""

    @cached_property
    def matches(self) -> dict[str, Hit]:
        """Why each row was found, by slug; empty where nothing was searched for."""
        if not self.searched:
            return {}
        return self.filterset.filters[self.search_name].hits(self.searched)

    def query(self, **changed: list[str]) -> str:
        """Return the question as a query string; another question starts at the first page."""
        return super().query(**{PAGE: []} | changed)

    @classmethod
    def path_names(cls) -> list[str]:
        """Return the names under which data stand: those of the pages, the list first."""
        return [page.partition(":")[2] for page in cls.pages.values()] or [cls.name]

    def url_for(self, shape: str) -> str:
        """Return the address of this selection as one of its pages or in a data format.

        What is chosen to be compared is no part of what it is.
        """
        query = self.query(**{COMPARE: []})
        if shape == "list" and not self.pages:
            return f"{reverse('directory:data')}#{self.name}"
        if self.slug and self.record_page and shape == "list":
            return reverse(self.record_page, args=[self.slug]) + query
        if self.slug and self.record_page:
            return reverse("data:record", args=[self.path_names()[0], self.slug, shape]) + query
        if shape in self.pages:
            return reverse(self.pages[shape]) + query
        return reverse("data:selection", args=[self.path_names()[0], shape]) + query
