"""Selections of sources: what can be asked of them, and the rows that answer."""

from typing import Any, ClassVar

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear, Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.enums import Reading, SourceKind
from directory.evidence.carried import GUIDANCE
from directory.models import Citation, Claim, LinkCheck, Milestone, Source, language_name
from directory.selection.filters import (
    AsOfFilter,
    ChoiceOfField,
    Choices,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.search_filter import SearchFilter
from directory.selection.selection import Selection
from directory.text import fold

UNDATED = "undated"
ZERO = Value(0)

ORDERS = {
    "date": (_("Date"), "latest"),
    "title": (_("Title"), "sort_key"),
    "publisher": (_("Publisher"), "publisher_key"),
    "facts": (_("Facts"), "facts_carried"),
}

YEAR = Case(
    When(latest__isnull=True, then=Value(UNDATED)),
    default=Cast(ExtractYear("latest"), CharField()),
    output_field=CharField(),
)


def languages() -> Choices:
    """Return the languages that sources are in, by name."""
    codes = Source.objects.order_by().values_list("language", flat=True).distinct()
    return sorted(((code, language_name(code)) for code in codes), key=lambda choice: choice[1])


def publishers() -> Choices:
    """Return who published sources, by name."""
    found = Source.objects.order_by().values_list("publisher", flat=True).distinct()
    return [(publisher, publisher) for publisher in sorted(found, key=fold)]


def years() -> Choices:
    """Return the years that sources are from, the newest first, and the word for no date."""
    dated = Source.objects.filter(latest__isnull=False).order_by()
    found = dated.values_list("latest__year", flat=True).distinct()
    return [
        *((str(year), str(year)) for year in sorted(found, reverse=True)),
        (UNDATED, _("Undated")),
    ]


class SourceFilterSet(FilterSetOfRecords):
    """The filters of the list of sources."""

    q = SearchFilter(
        kind="source",
        label=_("Search"),
        help_text=_("Words of the title, the publisher, the address or the note."),
    )
    publisher = ChoiceOfField(
        label=_("Publisher"), help_text=_("Who published the document, as written in the list.")
    )
    kind = ChoiceOfField(
        choices=SourceKind.choices,
        label=_("Kind"),
        help_text=_("What sort of document it is."),
    )
    reading = ChoiceOfField(
        choices=Reading.choices,
        label=_("How it was read"),
        help_text=_("Whether we read the document, or only a text that quotes it."),
    )
    year = ChoiceOfField(
        label=_("Year"), help_text=_("The year of the document; many bear no date.")
    )
    language = ChoiceOfField(
        label=_("Language"), help_text=_("The language of the document, as ISO 639 code.")
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS)

    RECORDS: ClassVar[dict[str, Any]] = {
        "publisher": publishers,
        "year": years,
        "language": languages,
    }


class SourceSelection(Selection):
    """A selection of the sources of a day; the newest first if nothing else is asked for."""

    name = "sources"
    record_kind = "sources"
    title = _("Sources")
    counted_words = ngettext_lazy("%(count)d source", "%(count)d sources", "count")
    filterset_class = SourceFilterSet
    orders = ORDERS
    usual_sort = "-date"
    rows_have_days = False
    pages: ClassVar[dict[str, str]] = {"list": "directory:sources"}
    record_page = "directory:source"

    def all_rows(self) -> QuerySet:
        """Return the sources; what each carries of what visitors may see is counted in them."""
        newest_first = F("latest").desc(nulls_last=True)
        reports = Milestone.sources.through.objects.filter(milestone__in=Milestone.objects.public())
        carried = [
            Citation.objects.public(),
            reports,
            Claim.objects.all(),
            Claim.also_stated_by.through.objects.all(),
            *(model.sources.through._default_manager.all() for model in GUIDANCE),
        ]
        return (
            Source.objects.as_of(self.day)
            .annotate(
                year=YEAR,
                publisher_key=Lower("publisher"),
                dead_since=Subquery(
                    LinkCheck.objects.filter(url=OuterRef("url")).values("dead_since")
                ),
                facts_carried=sum(map(how_many, carried), ZERO),
            )
            .order_by(newest_first, "sort_key", "slug")
        )


def how_many(rows: QuerySet) -> Coalesce:
    """Return for each source how many of `rows`, which point to it as `source`, there are."""
    of_source = rows.filter(source=OuterRef("pk")).order_by().values("source")
    count = of_source.annotate(count=Count("*")).values("count")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
