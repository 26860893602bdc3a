"""The one door: a Selection is a checked question, its rows, and what a form offers beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.selection.chosen import COMPARE, ChoiceByName, Chosen, NamedField
from directory.selection.day import AS_OF
from directory.selection.facets import Facet, Mistake, Option, counts_of_options
from directory.selection.names import Choices
from directory.selection.question import Question
from directory.selection.search_filter import LONGEST_QUESTION, SearchBox, printable


@dataclass(frozen=True)
class Chip:
    """A chosen filter value; `query` is the question without it."""

    label: str
    value: str
    query: str


class Selection(Question):
    """The rows of one list that a question asks for; no rows at all where the question is wrong."""

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
            if self.is_offered(name)
        )

    def is_offered(self, name: str) -> bool:
        """Tell whether a form offers the choices of a filter."""
        return self.is_multiple(name) and not self._names_rows(name)

    def _names_rows(self, name: str) -> bool:
        return isinstance(self.filterset.filters.get(name), ChoiceByName)

    def asked_choices(self, name: str) -> Choices:
        """Return those choices of a filter that are asked for."""
        asked = self.params.getlist(name)
        field = self.form.fields[name]
        if isinstance(field, NamedField):
            return field.named(asked) if asked else []
        return [(value, label) for value, label in self.choices(name) if value in asked]

    def _counts(self) -> dict[str, dict[str, int]]:
        rows = self.all_rows()
        for name, value in self.filterset.form.cleaned_data.items():
            if not self.is_offered(name) and name != "sort":
                rows = self.filterset.filters[name].filter(rows, value)
        choices = {n: f for n, f in self.filterset.filters.items() if self.is_offered(n)}
        return counts_of_options(choices, dict(self.params.lists()), rows)

    def _options(self, name: str, counts: dict[str, int]) -> Iterator[Option]:
        chosen = self.params.getlist(name)
        for value, label in self.choices(name):
            query = self._switched(name, value)
            yield Option(value, label, value in chosen, query, counts.get(value, 0))

    def _switched(self, name: str, value: str) -> str:
        """Return the question with a value of a filter taken away, or added."""
        chosen = self.params.getlist(name)
        others = [other for other in chosen if other != value]
        return self.query(**{name: others if value in chosen else [*chosen, value]})

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form of filters keeps unseen: the box on the map, rows named one by one."""
        wrong = {mistake.parameter for mistake in self.mistakes}
        return [
            (name, str(value))
            for name in self.filterset.filters
            if name not in (*wrong, "sort", self.search_name) and not self.is_offered(name)
            for value in self.params.getlist(name)
        ]

    @property
    def query_of_today(self) -> str:
        """The question without the day as of which it is asked."""
        return self.query(**{AS_OF: []})

    @property
    def order_options(self) -> list[Option]:
        """The orders that can be asked for; without a value, that in which the list comes anyway.

        A form that always named an order would hide the best match behind it.
        """
        choices = [("", _("Best match"))] if self.searched else []
        choices += self.choices("sort")
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
        shown = {self.search_name, *(facet.name for facet in self.facets)}
        return [mistake for mistake in self.mistakes if mistake.parameter not in shown]

    @property
    def chips(self) -> list[Chip]:
        """The chosen filter values, each with the question without it."""
        single = [
            Chip(str(filter_.label), str(self.params[name]), self.query(**{name: []}))
            for name, filter_ in self.filterset.filters.items()
            if name != "sort" and not self.is_multiple(name) and self.asked(name)
        ]
        by_name = [
            Chip(str(filter_.label), label, self._switched(name, slug))
            for name, filter_ in self.filterset.filters.items()
            if self._names_rows(name) and name != COMPARE
            for slug, label in self.asked_choices(name)
        ]
        in_facets = [
            Chip(facet.label, option.label, option.query)
            for facet in self.facets
            for option in facet.options
            if option.chosen
        ]
        return single + by_name + in_facets

    def _keeping(self, *parameters: str) -> str:
        return self.query(**{name: [] for name in self.known if name not in parameters})

    @property
    def cleared(self) -> str:
        """The query of the list without any filter; what was chosen to compare stays."""
        return self._keeping(COMPARE)

    @property
    def query_of_everything(self) -> str:
        """The query of the whole list as of the same day."""
        return self._keeping(AS_OF, COMPARE)

    @property
    def chosen(self) -> Chosen | None:
        """The rows chosen to be compared; None where rows of this kind cannot be."""
        if COMPARE not in self.filterset.filters or not self.is_right:
            return None
        records = self.asked_choices(COMPARE)
        return Chosen(self.name.removesuffix("s"), records, str(self.params.get(AS_OF, "")))

    def carried_to(self, page: str) -> str:
        """Return the address of another page of this selection, with what is chosen to compare."""
        return reverse(self.pages[page]) + self.query()

    @property
    def search_box(self) -> SearchBox | None:
        """The field that searches, for a form; None where the list has none."""
        if not self.search_name:
            return None
        typed = printable(str(self.params.get(self.search_name, "")))[:LONGEST_QUESTION]
        help_text = str(self.filterset.filters[self.search_name].extra["help_text"])
        mistakes = tuple(m for m in self.mistakes if m.parameter == self.search_name)
        return SearchBox(self.search_name, help_text, typed, mistakes)
