"""Selections of claims: what can be asked of the ledger, and the rows that answer."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.enums import Outcome
from directory.evidence.ledger import Ledger
from directory.evidence.metrics import metric_of
from directory.evidence.network import Network
from directory.models import Claim
from directory.selection.filters import (
    AsOfFilter,
    ChoiceOfField,
    ChoiceOfLink,
    Choices,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.selection import Selection

ORDERS = {
    "date": (_("Date"), "latest"),
    "statement": (_("Claim"), "sort_key"),
    "outcome": (_("Outcome"), "outcome"),
}


def topics_of(claim: Claim) -> list[Any]:
    return list(claim.topics.all())


class ChoiceOfRecord(ChoiceOfLink):
    """Claims that lead to a record; the filter set holds them with all of these."""

    def __init__(self, records_of: Callable[[Claim], list[Any]], **options: Any) -> None:
        super().__init__(link=Claim, row="slug", value="", **options)
        self.records_of = records_of

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        if not values:
            return rows
        return rows.filter(pk__in=[slug for value, slug in self.members() if value in values])

    def members(self) -> Iterable[tuple[str, str]]:
        for claim in self.parent.claims:
            for record in self.records_of(claim):
                yield record.pk, claim.pk

    def choices(self, label: Callable[[Any], str]) -> Choices:
        """Return the records that claims lead to, by name."""
        found = {r.pk: r for claim in self.parent.claims for r in self.records_of(claim)}
        by_name = sorted(found.values(), key=lambda record: (record.sort_key, record.pk))
        return [(record.pk, label(record)) for record in by_name]


class ClaimFilterSet(FilterSetOfRecords):
    """The filters of the ledger; their choices are those that all `claims` together give."""

    subject = ChoiceOfRecord(
        topics_of,
        label=_("Question"),
        help_text=_("Questions that texts answer differently."),
    )
    outcome = ChoiceOfField(
        choices=Outcome.choices,
        label=_("Outcome"),
        help_text=_("On the claim's own date; on the day shown if it has none."),
    )
    metric = ChoiceOfField(label=_("What is counted"), help_text=_("What the claim is about."))
    source = ChoiceOfRecord(
        lambda claim: claim.stated_by,
        label=_("Source"),
        help_text=_("Who states the claim, first or after somebody else."),
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS)

    def __init__(self, *args: Any, claims: list[Claim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claims = claims
        labels = {claim.metric: str(metric_of(claim.metric).label) for claim in claims}
        metrics = sorted(labels.items(), key=lambda choice: choice[1].casefold())
        self.filters["metric"].extra["choices"] = metrics
        self.filters["subject"].extra["choices"] = self.filters["subject"].choices(str)
        self.filters["source"].extra["choices"] = self.filters["source"].choices(title)


def title(source: Any) -> str:
    return f"{source.title} ({source.publisher})"


class ClaimSelection(Selection):
    """A selection of the claims about a time up to a day, each with its entry in the ledger.

    The outcomes are counted once for each question, in memory, and given to the database as
    a column, so that they can be filtered, counted and sorted like any other.
    """

    name = "claims"
    record_kind = "claims"
    title = _("Claims about the network")
    counted_words = ngettext_lazy("%(count)d claim", "%(count)d claims", "count")
    filterset_class = ClaimFilterSet
    orders = ORDERS
    #: So many that claims of one question are not parted by the end of a page.
    page_size = 500
    pages: ClassVar[dict[str, str]] = {"list": "directory:ledger"}
    record_page = "directory:claim"

    @cached_property
    def filterset(self) -> FilterSetOfRecords:
        claims = list(self.claims.values())
        return ClaimFilterSet(self.params, queryset=self.all_rows(), day=self.day, claims=claims)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """All claims by slug, each with its sources, its topics and its entry in the ledger."""
        ledger = Ledger(Network.now(), self.day)
        everything = Claim.objects.order_by("sort_key", "slug").select_related("source")
        claims = {c.pk: c for c in everything.prefetch_related("also_stated_by", "topics")}
        for claim in claims.values():
            claim.entry = ledger.entry(claim)
        return claims

    def all_rows(self) -> QuerySet:
        slugs: dict[Outcome, list[str]] = {outcome: [] for outcome in Outcome}
        for slug, claim in self.claims.items():
            slugs[claim.entry.outcome].append(slug)
        outcome = Case(
            *(When(slug__in=found, then=Value(o.value)) for o, found in slugs.items() if found),
            default=Value(Outcome.CANNOT_BE_CHECKED.value),
            output_field=CharField(),
        )
        oldest_first = F("latest").asc(nulls_last=True)
        rows = Claim.objects.as_of(self.day).annotate(outcome=outcome)
        return rows.order_by(oldest_first, "sort_key", "slug")

    def for_table(self, rows: QuerySet) -> Any:
        """Return a list of the claims that `rows` are, each with its entry in the ledger."""
        return [self.claims[slug] for slug in rows.values_list("slug", flat=True)]
