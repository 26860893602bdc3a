"""Selections of numbers: what is counted of the network, which stands in no table."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.evidence.counting import Count, Metric
from directory.evidence.course import course_of
from directory.evidence.ledger import Ledger
from directory.evidence.metrics import COUNTED
from directory.evidence.network import Network
from directory.models import Claim, Edition
from directory.selection.filters import AsOfFilter, FilterSetOfRecords
from directory.selection.selection import Selection


class Book:
    """The network as of a day, and what is claimed of its numbers; asked for once for all rows."""

    def __init__(self, network: Network, day: datetime.date) -> None:
        self.network, self.day = network, day

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """The claims about each number, each with its entry in the ledger."""
        ledger = Ledger(self.network, self.day)
        claims = Claim.objects.as_of(self.day).select_related("source")
        found: dict[str, list[Claim]] = {name: [] for name in COUNTED}
        for claim in claims.prefetch_related("also_stated_by").order_by(
            "latest", "sort_key", "slug"
        ):
            if claim.metric in found:
                claim.entry = ledger.entry(claim)
                found[claim.metric].append(claim)
        return found


@dataclass(frozen=True)
class Number:
    """A metric with what was counted as of a day."""

    metric: Metric
    count: Count
    day: datetime.date
    book: Book

    @property
    def course(self) -> list[tuple[datetime.date, Count]]:
        return course_of(self.metric, self.book.network, self.day)

    @property
    def claims(self) -> list[Claim]:
        return self.book.claims[self.metric.name]

    @property
    def pk(self) -> str:
        return self.metric.name

    @property
    def slug(self) -> str:
        return self.metric.name

    def __str__(self) -> str:
        return str(self.metric.label)

    def get_absolute_url(self) -> str:
        return self.metric.get_absolute_url()


class NumberFilterSet(FilterSetOfRecords):
    """What can be asked of the numbers."""

    as_of = AsOfFilter()


class NumberSelection(Selection):
    """A selection of the numbers that are counted, as of a day, in the order of their page.

    Its rows are lists: they are counted from the network, which is read in a few queries.
    """

    name = "numbers"
    title = _("Numbers to quote")
    counted_words = ngettext_lazy("%(count)d number", "%(count)d numbers", "count")
    filterset_class = NumberFilterSet
    orders: ClassVar[dict[str, tuple]] = {}
    page_size = 500
    pages: ClassVar[dict[str, str]] = {"list": "directory:numbers"}
    record_page = "directory:number"

    @cached_property
    def filterset(self) -> FilterSetOfRecords:
        # A set of filters wants a table; none of these filters looks at it.
        return NumberFilterSet(self.params, queryset=Edition.objects.none(), day=self.day)

    def all_rows(self) -> Any:
        book = Book(Network.now(), self.day)
        return [
            Number(metric, metric.count(book.network, self.day), self.day, book)
            for metric in COUNTED.values()
            if self.slug in ("", metric.name)
        ]

    def no_rows(self) -> Any:
        return []

    @cached_property
    def found(self) -> Any:
        return self.all_rows() if self.filterset.form.is_valid() else self.no_rows()

    @property
    def is_empty_network(self) -> bool:
        return not COUNTED
