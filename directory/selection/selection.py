"""The one door: a Selection is what a visitor asked for, checked, and the rows that answer it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, cast

import django_filters
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.selection.facets import Facet, Mistake, Option, counts_of_options
from directory.selection.search_filter import LONGEST_QUESTION, SearchBox, SearchFilter, printable
from directory.selection.search_index import Hit

PAGE = "page"
PAGE_SIZE = 100
LONGEST_REPEATED = 60
TRACKING = ("fbclid", "gclid", "mc_cid", "mc_eid", "msclkid")


@dataclass(frozen=True)
class Chip:
    """A chosen filter value; `query` is the question without it."""

    label: str
    value: str
    query: str


def is_tracking(parameter: str) -> bool:
    return parameter in TRACKING or parameter.startswith("utm_")


def page_number(wanted: str) -> int:
    """Return the number of a page, 0 where it is none."""
    return int(wanted) if re.fullmatch(r"[0-9]{1,9}", wanted) else 0


def shortened(value: str) -> str:
    """Return a value as a message repeats it, however long it is."""
    return value if len(value) <= LONGEST_REPEATED else f"{value[:LONGEST_REPEATED]}…"


class Selection:
    """The rows of one list that a question asks for; no rows at all where the question is wrong."""

    name: ClassVar[str]
    title: ClassVar[Any]
    #: "1 site", "7 sites": a lazy ngettext with `count`.
    counted_words: ClassVar[Any]
    filterset_class: ClassVar[type[django_filters.FilterSet]]
    orders: ClassVar[dict[str, tuple]]
    #: The order of `all_rows`, if it is not the first one.
    usual_sort: ClassVar[str] = ""
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
    def filterset(self) -> django_filters.FilterSet:
        return self.filterset_class(self.params, queryset=self.all_rows())

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
            own_words = "" if self._choices(parameter) else " ".join(errors)
            yield Mistake(parameter, f"{reason} {own_words}".strip(), accepted)
        if not 1 <= self.page_number <= self.page_count:
            page = shortened(str(self.params[PAGE]))
            reason = _("“%(page)s” is not a page of this list.") % {"page": page}
            yield Mistake(PAGE, reason, (f"1 to {self.page_count}",))

    def is_multiple(self, parameter: str) -> bool:
        filter_ = self.filterset.filters.get(parameter)
        return isinstance(filter_, django_filters.MultipleChoiceFilter)

    def accepted(self, parameter: str) -> tuple[str, ...]:
        """Return the values that a filter accepts."""
        field = self.filterset.form.fields[parameter]
        if accepted := getattr(field, "accepted", ""):
            return (accepted,)
        return tuple(str(value) for value, _label in self._choices(parameter))

    def _choices(self, parameter: str) -> list[tuple[str, str]]:
        choices = getattr(self.filterset.form.fields[parameter], "choices", ())
        return [(value, str(label)) for value, label in choices if value]

    @cached_property
    def _found(self) -> QuerySet:
        return self.filterset.qs if self.filterset.form.is_valid() else self.all_rows().none()

    @cached_property
    def _paginator(self) -> Paginator:
        return Paginator(self._found, PAGE_SIZE)

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
        return self.with_details(self._found)

    @property
    def sort(self) -> str:
        """The order of the list; empty for the best match first."""
        return str(self.params.get("sort", self.default_sort))

    @property
    def default_sort(self) -> str:
        return "" if self.searched else self.usual_sort or next(iter(self.orders))

    @cached_property
    def _search(self) -> str:
        """The name of the filter that searches, empty where there is none."""
        filters = self.filterset.filters.items()
        return next((name for name, filter_ in filters if isinstance(filter_, SearchFilter)), "")

    @property
    def searched(self) -> str:
        """What was searched for, empty where nothing was."""
        return self._asked(self._search) or ""

    @property
    def search_box(self) -> SearchBox | None:
        """The field that searches, for a form; None where the list has none."""
        if not self._search:
            return None
        typed = printable(str(self.params.get(self._search, "")))[:LONGEST_QUESTION]
        help_text = str(self.filterset.filters[self._search].extra["help_text"])
        mistakes = tuple(m for m in self.mistakes if m.parameter == self._search)
        return SearchBox(self._search, help_text, typed, mistakes)

    def _asked(self, name: str) -> Any:
        """Return the checked value of a filter; None where nothing, or nothing right, is asked."""
        self.filterset.form.is_valid()
        return self.filterset.form.cleaned_data.get(name) or None

    @cached_property
    def matches(self) -> dict[str, Hit]:
        """Why each row was found, by slug; empty where nothing was searched for."""
        if not self.searched:
            return {}
        return self.filterset.filters[self._search].hits(self.searched)

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

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every filter with a choice, with its options; mistakes beside the filter they are in."""
        counts = self._counts() if self.is_right else {}
        return tuple(
            Facet(
                name=name,
                label=str(filter_.label),
                help=str(filter_.extra.get("help_text", "")),
                options=tuple(self._options(name, counts.get(name, {}))),
                mistakes=tuple(m for m in self.mistakes if m.parameter == name),
            )
            for name, filter_ in self.filterset.filters.items()
            if self.is_multiple(name)
        )

    def _counts(self) -> dict[str, dict[str, int]]:
        rows = self.all_rows()
        for name, value in self.filterset.form.cleaned_data.items():
            if not self.is_multiple(name) and name != "sort":
                rows = self.filterset.filters[name].filter(rows, value)
        choices = {n: f for n, f in self.filterset.filters.items() if self.is_multiple(n)}
        return counts_of_options(choices, dict(self.params.lists()), rows)

    def _options(self, name: str, counts: dict[str, int]) -> Iterator[Option]:
        chosen = self.params.getlist(name)
        for value, label in self._choices(name):
            others = [other for other in chosen if other != value]
            switched = others if value in chosen else [*chosen, value]
            query = self.query(**{name: switched})
            yield Option(value, label, value in chosen, query, counts.get(value, 0))

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form of filters keeps unseen: the box on the map."""
        wrong = {mistake.parameter for mistake in self.mistakes}
        return [
            (name, str(self.params[name]))
            for name in self.filterset.filters
            if name in self.params
            and name not in wrong
            and name not in ("sort", self._search)
            and not self.is_multiple(name)
        ]

    @property
    def order_options(self) -> list[Option]:
        """The orders that can be asked for; without a value, that in which the list comes anyway.

        A form that always named an order would hide the best match behind it.
        """
        choices = [("", _("Best match"))] if self.searched else []
        choices += self._choices("sort")
        return [
            Option(
                "" if value == self.default_sort else value,
                label,
                value == self.sort,
                self.query(sort=[value]),
            )
            for value, label in choices
        ]

    @property
    def other_mistakes(self) -> list[Mistake]:
        """The mistakes that stand beside no filter."""
        shown = {self._search, *(facet.name for facet in self.facets)}
        return [mistake for mistake in self.mistakes if mistake.parameter not in shown]

    @property
    def chips(self) -> list[Chip]:
        """The chosen filter values, each with the question without it."""
        single = [
            Chip(str(filter_.label), str(self.params[name]), self.query(**{name: []}))
            for name, filter_ in self.filterset.filters.items()
            if name != "sort" and not self.is_multiple(name) and self._asked(name)
        ]
        return single + [
            Chip(facet.label, option.label, option.query)
            for facet in self.facets
            for option in facet.options
            if option.chosen
        ]
