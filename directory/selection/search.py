"""The search: one question over all kinds of public records, the best first and told why."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.selection.asking import shortened
from directory.selection.facets import Mistake, Option
from directory.selection.found import KINDS, found
from directory.selection.question import PAGE, page_number
from directory.selection.search_filter import SearchField
from directory.selection.search_index import Hit
from directory.text import is_tracking

PAGE_SIZE = 50
#: The parameters of the search.
QUESTION, KIND = "q", "kind"


class Search:
    """What was found over all kinds; nothing where the question is wrong.

    It has the mistakes, the pages and the query of a Selection, though no rows of one kind.
    """

    def __init__(self, params: QueryDict) -> None:
        self.asked_for = [name for name in params if not is_tracking(name)]
        self.params = {name: list(filter(None, params.getlist(name))) for name in self.asked_for}

    def value(self, name: str) -> str:
        return next(iter(self.params.get(name, ())), "")

    @cached_property
    def question(self) -> str:
        """What is searched for; empty where nothing is, or where it is wrong."""
        try:
            return SearchField(required=False).clean(self.value(QUESTION))
        except ValidationError:
            return ""

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        return tuple(self._mistakes())

    def _mistakes(self) -> Iterator[Mistake]:
        known = (QUESTION, KIND, PAGE)
        for parameter in self.asked_for:
            if parameter not in known:
                yield Mistake(parameter, _("There is no such parameter."), known)
            elif len(self.params[parameter]) > 1:
                yield Mistake(parameter, _("It takes one value, not several."))
        try:
            SearchField(required=False).clean(self.value(QUESTION))
        except ValidationError as error:
            yield Mistake(QUESTION, " ".join(error.messages), (str(SearchField.accepted),))
        kind = self.value(KIND)
        if kind and kind not in KINDS:
            reason = _("“%(kind)s” is not accepted here.") % {"kind": shortened(kind)}
            yield Mistake(KIND, reason, tuple(KINDS))
        page = self.value(PAGE) or "1"
        if not 1 <= page_number(page) <= self._paginator.num_pages:
            reason = _("“%(page)s” is not a page of this list.") % {"page": shortened(page)}
            yield Mistake(PAGE, reason, (f"1 to {self._paginator.num_pages}",))

    #: No mistake of a search stands beside a field of its own.
    other_mistakes = property(lambda self: self.mistakes)

    @property
    def is_right(self) -> bool:
        return not self.mistakes

    @cached_property
    def _all_hits(self) -> tuple[Hit, ...]:
        return found(self.question) if self.question else ()

    @cached_property
    def hits(self) -> list[Hit]:
        """The records that were found, of the kind that was asked for, the best first."""
        kind = self.value(KIND)
        return [hit for hit in self._all_hits if kind in ("", hit.entry.kind)]

    @property
    def similar(self) -> bool:
        """Whether nothing is written like the question, and what is shown is written much alike."""
        return any(hit.similar for hit in self.hits)

    @cached_property
    def _paginator(self) -> Paginator:
        return Paginator(self.hits, PAGE_SIZE)

    @property
    def count(self) -> int:
        return len(self.hits) if self.is_right else 0

    @property
    def page(self) -> Page:
        hits = self._paginator if self.is_right else Paginator([], PAGE_SIZE)
        return hits.page(page_number(self.value(PAGE) or "1") if self.is_right else 1)

    @property
    def kinds(self) -> list[Option]:
        """The kinds in which something was found, after all of them together."""
        counts = Counter(hit.entry.kind for hit in self._all_hits)
        chosen = self.value(KIND)
        everything = Option("", _("All"), not chosen, self.query(kind=[]), counts.total())
        return [
            everything,
            *(
                Option(kind, str(label), kind == chosen, self.query(kind=[kind]), counts[kind])
                for kind, (_one, label) in KINDS.items()
                if counts[kind] or kind == chosen
            ),
        ]

    @property
    def sites_query(self) -> str:
        """The query of the list of the sites that were found; empty where there are none."""
        some = any(hit.entry.kind == "site" for hit in self._all_hits)
        return self.query(kind=[]) if some else ""

    def query(self, **changed: list[str]) -> str:
        """Return the question as a query string, with parameters replaced, from the first page."""
        kept = {QUESTION: [self.question], KIND: [self.value(KIND)]} | changed
        params = QueryDict(mutable=True)
        for name, values in kept.items():
            if values := list(filter(None, values)):
                params.setlist(name, values)
        return f"?{params.urlencode()}" if params else ""
