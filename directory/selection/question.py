"""A question: what a visitor asked for, checked, and the rows that answer it."""

import datetime
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar, Self, cast

import django_filters
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Edition
from directory.selection.day import AS_OF, AsOf, today
from directory.selection.facets import Mistake
from directory.selection.filters import FilterSetOfRecords
from directory.selection.search_filter import SearchFilter
from directory.selection.search_index import Hit

PAGE = "page"
PAGE_SIZE = 100
LONGEST_REPEATED = 60
TRACKING = ("fbclid", "gclid", "mc_cid", "mc_eid", "msclkid")


def is_tracking(parameter: str) -> bool:
    return parameter in TRACKING or parameter.startswith("utm_")


def page_number(wanted: str) -> int:
    """Return the number of a page, 0 where it is none."""
    return int(wanted) if re.fullmatch(r"[0-9]{1,9}", wanted) else 0


def shortened(value: str) -> str:
    """Return a value as a message repeats it, however long it is."""
    return value if len(value) <= LONGEST_REPEATED else f"{value[:LONGEST_REPEATED]}…"


class Question:
    """The rows of one list that a question asks for; no rows at all where the question is wrong."""

    name: ClassVar[str]
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
    #: The pages that show a selection of this kind, by the word that `url_for` takes.
    pages: ClassVar[dict[str, str]]

    def __init__(self, params: QueryDict) -> None:
        self.asked_for = [name for name in params if not is_tracking(name)]
        self.params = QueryDict(mutable=True)
        for name in self.asked_for:
            if values := [value for value in dict.fromkeys(params.getlist(name)) if value]:
                self.params.setlist(name, values)

    def all_rows(self) -> QuerySet:
        """Return what could be selected, with everything that filters need."""
        raise NotImplementedError

    def for_table(self, rows: QuerySet) -> QuerySet:
        """Return `rows` with what the columns of a table show, in a fixed number of queries."""
        raise NotImplementedError

    def with_details(self, rows: QuerySet) -> QuerySet:
        """Return `rows` with what all columns show, in a fixed number of queries."""
        raise NotImplementedError

    @cached_property
    def as_of(self) -> AsOf:
        """The day as of which the rows are: the one that is asked for, else today."""
        try:
            return AsOf.read(str(self.params.get(AS_OF, "")))
        except ValidationError:  # which is among the mistakes
            return today()

    @property
    def day(self) -> datetime.date:
        return self.as_of.day

    @cached_property
    def edition(self) -> Edition | None:
        """The edition that answers: the newest one, None before the first."""
        return Edition.current()

    @classmethod
    def on(cls, day: datetime.date) -> Self:
        """Return the question for everything as of a day."""
        return cls(QueryDict(f"{AS_OF}={day}"))

    @cached_property
    def filterset(self) -> FilterSetOfRecords:
        return self.filterset_class(self.params, queryset=self.all_rows(), day=self.day)

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Everything that is wrong with the question; empty where it can be answered."""
        return tuple(self._mistakes())

    def _mistakes(self) -> Iterator[Mistake]:
        known = (*self.filterset.filters, PAGE)
        for parameter in self.asked_for:
            if parameter not in known:
                yield Mistake(parameter, _("There is no such parameter."), known)
            elif not self.is_multiple(parameter) and len(self.params.getlist(parameter)) > 1:
                yield Mistake(parameter, _("It takes one value, not several."))
        for parameter, errors in self.filterset.form.errors.items():
            accepted = self.accepted(parameter)
            wrong = [v for v in self.params.getlist(parameter) if v not in accepted]
            values = ", ".join(f"“{shortened(value)}”" for value in wrong)
            reason = _("%(values)s is not accepted here.") % {"values": values}
            own_words = "" if self.choices(parameter) else " ".join(errors)
            yield Mistake(parameter, f"{reason} {own_words}".strip(), accepted)
        if not 1 <= self.page_number <= self.page_count:
            page = shortened(str(self.params[PAGE]))
            reason = _("“%(page)s” is not a page of this list.") % {"page": page}
            yield Mistake(PAGE, reason, (_("1 to %(last)s") % {"last": self.page_count},))

    def is_multiple(self, parameter: str) -> bool:
        filter_ = self.filterset.filters.get(parameter)
        return isinstance(filter_, django_filters.MultipleChoiceFilter)

    def accepted(self, parameter: str) -> tuple[str, ...]:
        """Return the values that a filter accepts."""
        field = self.filterset.form.fields[parameter]
        if accepted := getattr(field, "accepted", ""):
            return (accepted,)
        return tuple(str(value) for value, _label in self.choices(parameter))

    def choices(self, parameter: str) -> list[tuple[str, str]]:
        choices = getattr(self.filterset.form.fields[parameter], "choices", ())
        return [(value, str(label)) for value, label in choices if value]

    @cached_property
    def found(self) -> QuerySet:
        """All rows that were asked for, bare; none where the question is wrong."""
        return self.filterset.qs if self.filterset.form.is_valid() else self.all_rows().none()

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
    def is_right(self) -> bool:
        return not self.mistakes

    @property
    def count(self) -> int:
        """How many rows were found, on all pages together."""
        return self._paginator.count if self.is_right else 0

    @cached_property
    def page(self) -> Page:
        """The page of rows that was asked for, for a table; empty where the question is wrong."""
        if not self.is_right:
            return Paginator(self.all_rows().none(), PAGE_SIZE).page(1)
        page = self._paginator.page(self.page_number)
        page.object_list = self.for_table(cast("QuerySet", page.object_list))
        return page

    @property
    def rows(self) -> QuerySet:
        """The rows for data: of the page if one was asked for, else all of them."""
        if not self.is_right:
            return self.all_rows().none()
        if PAGE in self.params:
            page = self._paginator.page(self.page_number)
            return self.with_details(cast("QuerySet", page.object_list))
        return self.with_details(self.found)

    @property
    def is_empty_network(self) -> bool:
        """Tell whether nothing could be found on that day, whatever the filters."""
        return not self.all_rows().exists()

    @property
    def sort(self) -> str:
        """The order of the list; empty for the best match first."""
        return str(self.params.get("sort", self.default_sort))

    @property
    def default_sort(self) -> str:
        return "" if self.searched else self.usual_sort or next(iter(self.orders))

    @cached_property
    def search_name(self) -> str:
        """The name of the filter that searches, empty where there is none."""
        filters = self.filterset.filters.items()
        return next((name for name, filter_ in filters if isinstance(filter_, SearchFilter)), "")

    @property
    def searched(self) -> str:
        """What was searched for, empty where nothing was."""
        return self.asked(self.search_name) or ""

    def asked(self, name: str) -> Any:
        """Return the checked value of a filter; None where nothing, or nothing right, is asked."""
        self.filterset.form.is_valid()
        return self.filterset.form.cleaned_data.get(name) or None

    @cached_property
    def matches(self) -> dict[str, Hit]:
        """Why each row was found, by slug; empty where nothing was searched for."""
        if not self.searched:
            return {}
        return self.filterset.filters[self.search_name].hits(self.searched)

    def query(self, **changed: list[str]) -> str:
        """Return the question as a query string in canonical order, with parameters replaced.

        It starts with a question mark, or is empty. Another question starts at the first page.
        """
        params = QueryDict(mutable=True)
        names = [*self.filterset.filters, *(name for name in self.params if name != PAGE)]
        for name in dict.fromkeys([*names, PAGE]):
            if name == PAGE and name not in changed:
                continue
            if values := changed.get(name, self.params.getlist(name)):
                params.setlist(name, sorted(values))
        encoded = params.urlencode(safe=":,")
        return f"?{encoded}" if encoded else ""

    def url_for(self, shape: str) -> str:
        """Return the address of this selection as one of its pages or in a data format."""
        if shape in self.pages:
            return reverse(self.pages[shape]) + self.query()
        return reverse("data:selection", args=[self.name, shape]) + self.query()
