"""The one door: a Selection is what a visitor asked for, checked, and the rows that answer it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, cast

import django_filters
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.selection.facets import Facet, Mistake, Option, counts_of_options

PAGE = "page"
PAGE_SIZE = 100
TRACKING = ("fbclid", "gclid", "mc_cid", "mc_eid", "msclkid")


@dataclass(frozen=True)
class Chip:
    """A chosen filter value; `query` is the question without it."""

    label: str
    value: str
    query: str


def is_tracking(parameter: str) -> bool:
    return parameter in TRACKING or parameter.startswith("utm_")


class Selection:
    """The rows of one list that a question asks for; no rows at all where the question is wrong."""

    name: ClassVar[str]
    filterset_class: ClassVar[type[django_filters.FilterSet]]
    orders: ClassVar[dict[str, tuple]]
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
            values = ", ".join(f"“{value}”" for value in wrong)
            reason = _("%(values)s is not accepted here.") % {"values": values}
            own_words = "" if self._choices(parameter) else " ".join(errors)
            yield Mistake(parameter, f"{reason} {own_words}".strip(), accepted)
        wanted = self.params.get(PAGE, "1")
        if not (wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= self.page_count):
            reason = _("“%(page)s” is not a page of this list.") % {"page": wanted}
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
        return int(str(self.params.get(PAGE, "1")))

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
    def table_rows(self) -> QuerySet:
        """All rows, for a list without pages."""
        return self.for_table(self._found) if self.is_right else self.all_rows().none()

    @property
    def sort(self) -> str:
        return self.params.get("sort", next(iter(self.orders)))

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
    def order_options(self) -> list[Option]:
        """The orders that can be asked for."""
        return [
            Option(value, label, value == self.sort, self.query(sort=[value]))
            for value, label in self._choices("sort")
        ]

    @property
    def other_mistakes(self) -> list[Mistake]:
        """The mistakes that stand beside no filter."""
        shown = {facet.name for facet in self.facets}
        return [mistake for mistake in self.mistakes if mistake.parameter not in shown]

    @property
    def chips(self) -> list[Chip]:
        """The chosen filter values, each with the question without it."""
        return [
            Chip(facet.label, option.label, option.query)
            for facet in self.facets
            for option in facet.options
            if option.chosen
        ]
