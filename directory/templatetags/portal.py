"""What the templates ask of selections, columns, dates, figures and footnotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from directory import dates
from directory.columns import Column
from directory.columns.base import DAY, Link, when
from directory.columns.facts import coordinates, in_words, percent
from directory.columns.milestones import in_words as changes_in_words
from directory.evidence.footnotes import Evidence
from directory.models import Record, Site, Source, stage_label
from directory.selection import Selection
from directory.selection.found import KINDS
from directory.text import euros, figure

register = template.Library()

#: Facts whose name, with spaces for underscores, is not what readers call them.
FACT_LABELS = {
    "acronym": _lazy("Short name"),
    "access_url": _lazy("Where to apply"),
    "accelerator_count": _lazy("Number of accelerators"),
    "accelerator_model": _lazy("Accelerators"),
    "ai_eflops": _lazy("AI performance"),
    "aliases": _lazy("Other and former names"),
    "amount_eur": _lazy("Amount announced"),
    "announced_on": _lazy("Announced"),
    "apply_url": _lazy("Where to apply"),
    "cost_eur": _lazy("Cost"),
    "call_cutoffs": _lazy("Cut-off dates of the call"),
    "cutoffs": _lazy("Cut-off dates"),
    "cpu": _lazy("Processors"),
    "eu_funding_eur": _lazy("EU funding"),
    "eu_member": _lazy("EU Member State"),
    "eu_share": _lazy("Share that the EU pays"),
    "eurohpc_participant": _lazy("EuroHPC participating state"),
    "info_url": _lazy("Where to read more"),
    "joined": _lazy("Joined the EuroHPC JU"),
    "new_supercomputers_announced": _lazy("New AI supercomputers announced"),
    "power_kw": _lazy("Power"),
    "rmax_pflops": _lazy("Measured performance (Rmax)"),
    "rpeak_pflops": _lazy("Peak performance (Rpeak)"),
    "storage_pb": _lazy("Storage"),
    "supercomputers": _lazy("Machines"),
    "top500_rank": _lazy("TOP500 rank"),
    "total_budget_eur": _lazy("Total budget"),
    "url": _lazy("Address"),
    "wave": _lazy("Selected in"),
}

for filter_ in (coordinates, euros, figure, percent, when):
    register.filter(filter_)
register.filter("shown", in_words)


@register.filter
def display(column: Column, row: Any) -> str:
    """Return what a reader sees of `row` in `column`, empty where nothing is published."""
    return str(column.display(row))


@register.filter
def note(column: Column, row: Any) -> str:
    """Return what one must know to read the figure of `row` in `column` right."""
    return str(column.note(row)) if column.note else ""


@register.filter
def links(column: Column, row: Any) -> list[Link]:
    """Return the pages that the cell of `row` in `column` leads to."""
    return list(column.links(row)) if column.links else []


register.filter("changes", changes_in_words)


@register.filter
def publishers(sources: Iterable[Source]) -> list[str]:
    """Return who published some sources, each of them once."""
    return list(dict.fromkeys(source.publisher for source in sources))


@register.filter
def url_for(selection: Selection, shape: str) -> str:
    return selection.url_for(shape)


@register.filter
def found_by(selection: Selection | str, row: Record) -> str:
    """Return why the search found a row; empty where none did or the row's name tells it."""
    hit = None if isinstance(selection, str) else selection.matches.get(row.pk)
    return hit.reason if hit and not hit.is_by_name else ""


@register.filter
def kind_label(kind: str) -> str:
    """Return what one record of a kind that the search finds is called."""
    return str(KINDS[kind][0])


@register.filter
def page_query(selection: Selection, number: int) -> str:
    return selection.query(page=[str(number)])


@register.filter
def without_place(sites: list[Site]) -> list[Site]:
    """Return those sites of which no place is published."""
    return [site for site in sites if site.latitude is None]


@dataclass(frozen=True)
class Turn:
    """How a column sorts now, in the words of aria-sort, and the question that turns it round."""

    direction: str
    query: str


@register.simple_tag
def turn(selection: Selection | str, word: str) -> Turn | None:
    """Return how the list can be sorted by the order `word`, None where it cannot.

    A table that shows no selection (the word is empty in its template) cannot be sorted.
    """
    if isinstance(selection, str) or word not in selection.orders:
        return None
    ascending = selection.sort == word
    query = selection.query(sort=[f"-{word}" if ascending else word])
    if ascending:
        return Turn("ascending", query)
    return Turn("descending" if selection.sort == f"-{word}" else "none", query)


@register.filter
def published(value: Any) -> str:
    """Return a value, or that it is not published."""
    if value in (None, ""):
        return format_html('<span class="absent">{}</span>', _("not published"))
    return conditional_escape(value)


@register.filter
def published_link(address: str) -> str:
    """Return a link to an address of somebody else, or that it is not published."""
    if not address:
        return published(None)
    return format_html('<a href="{0}" rel="noopener">{0}</a>', address)


@register.filter
def day(text: str) -> str:
    """Return a day that is written as YYYY-MM-DD as people write it."""
    return date_format(dates.parse_day(text), DAY)


register.filter("stage_words", stage_label)


@register.inclusion_tag("directory/parts/mark.html", takes_context=True)
def mark(
    context: template.Context, fact: str, of: Record | None = None, again: bool = False
) -> dict[str, Any]:
    """Show the mark that leads to the footnote of a fact, and a word where its sources disagree.

    A fact without any source gets a mark that says so. `of` is the record where it is not that of
    the page; `again` is said of a fact that is shown and marked before on the same page.
    """
    evidence: Evidence = context["evidence"]
    notes = evidence.of(of) if of else evidence.own
    footnote = notes.by_fact.get(fact)
    return {
        "footnote": footnote,
        "is_uncited": not footnote and fact in notes.uncited,
        "anchor": notes.anchor(fact),
        "again": again,
        "fact": fact,
        "address": notes.address,
        "as_of": context.get("as_of"),
    }


@register.filter
def fact_label(fact: str) -> str:
    """Return what readers call a fact of a record."""
    return str(FACT_LABELS.get(fact) or fact.replace("_", " ").capitalize())
