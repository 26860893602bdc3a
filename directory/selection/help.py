"""Selections of terms and questions: what can be asked of them, and the rows that answer."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.enums import HelpKind
from directory.models import HelpEntry
from directory.selection.filters import (
    ChoiceOfField,
    Choices,
    FilterSetOfRecords,
    OrderFilter,
    Presence,
)
from directory.selection.search_filter import SearchFilter
from directory.selection.selection import Selection

ORDERS = {
    "question": (_("Term or question"), "sort_key"),
    "checked_on": (_("Checked on"), "checked_on"),
}


def themes() -> Choices:
    found = HelpEntry.objects.order_by("theme").values_list("theme", flat=True).distinct()
    return [(theme, theme) for theme in found]


class Answered(Presence):
    """Rows that a source answers (yes) or that none does (no)."""

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        if len(set(values)) != 1:
            return rows
        return rows.filter(**{self.field_name: values == [self.YES]})

    def value_of(self, stored: bool) -> str:
        return self.YES if stored else self.NO


class HelpFilterSet(FilterSetOfRecords):
    """The filters of the glossary and the questions."""

    q = SearchFilter(
        kind="help", label=_("Search"), help_text=_("Words of the question or of its answer.")
    )
    kind = ChoiceOfField(
        choices=HelpKind.choices,
        label=_("Kind"),
        help_text=_("A term to explain, or what users ask, complain of or need."),
    )
    theme = ChoiceOfField(label=_("Theme"), help_text=_("What it is about."))
    answered = Answered(
        field_name="is_answered",
        label=_("A source answers it"),
        help_text=_("Whether a source that the directory knows gives an answer."),
    )
    sort = OrderFilter(ORDERS)

    RECORDS: ClassVar[dict[str, Any]] = {"theme": themes}


class HelpSelection(Selection):
    """A selection of terms and questions. Their answers are those of today only."""

    name = "help"
    record_kind = "help"
    title = _("Glossary and questions")
    counted_words = ngettext_lazy(
        "%(count)d term or question", "%(count)d terms and questions", "count"
    )
    filterset_class = HelpFilterSet
    orders = ORDERS
    rows_have_days = False
    # Read as a whole, and linked to by anchors: no entry may stand on a second page.
    page_size = 500
    pages: ClassVar[dict[str, str]] = {"list": "directory:help"}

    def all_rows(self) -> QuerySet:
        return HelpEntry.objects.order_by("sort_key", "slug")

    def for_table(self, rows: QuerySet) -> QuerySet:
        return rows.prefetch_related("sources", "raised_by")
