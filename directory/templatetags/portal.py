"""What the templates ask of selections, columns, dates, figures and footnotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext as _

from directory import dates
from directory.columns import Column
from directory.columns.base import DAY, Link, when
from directory.columns.fact_labels import fact_label
from directory.columns.facts import coordinates, in_words, percent
from directory.columns.milestones import in_words as changes_in_words
from directory.columns.sources import dead_in_words
from directory.evidence.footnotes import Evidence, prefix_of
from directory.models import Policy, Record, Site, Source, stage_label
from directory.selection import Selection
from directory.selection.found import KINDS
from directory.text import euros, figure

register = template.Library()

#: Records that no page shows fact by fact.
WITHOUT_MARKS = (Policy,)

for filter_ in (coordinates, euros, fact_label, figure, percent, when):
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


@register.simple_tag(takes_context=True)
def dead_link(context: template.Context, address: str) -> str:
    """Return what stands beside a link that was dead when it was last checked, else nothing."""
    words = dead_in_words(context["dead_links"].get(address)) if address else ""
    return format_html(' <span class="deadlink">({})</span>', words) if words else ""


@register.filter
def day(text: str) -> str:
    """Return a day that is written as YYYY-MM-DD as people write it."""
    return date_format(dates.parse_day(text), DAY)


register.filter("stage_words", stage_label)


@register.filter
def page_address(record: Record) -> str:
    """Return the address of the page that shows a record with marks, empty where none does."""
    if isinstance(record, WITHOUT_MARKS):
        return ""
    address = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
    return address.partition("#")[0]


@register.filter
def anchor(record: Record, fact: str) -> str:
    """Return what the anchors of a fact end with on that page, which may be one of many records."""
    return f"{prefix_of(record) if '#' in record.get_absolute_url() else ''}{fact}"


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
