"""What the templates ask of selections, columns, dates, figures and footnotes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from directory import dates
from directory.columns import Column
from directory.evidence.footnotes import Footnote
from directory.models import Dated, Site, stage_label
from directory.selection import Selection

register = template.Library()

#: Facts whose name, with spaces for underscores, is not what readers call them.
FACT_LABELS = {
    "acronym": _lazy("Short name"),
    "access_url": _lazy("Where to apply"),
    "accelerator_count": _lazy("Number of accelerators"),
    "accelerator_model": _lazy("Accelerators"),
    "ai_eflops": _lazy("AI performance"),
    "aliases": _lazy("Other and former names"),
    "cost_eur": _lazy("Cost"),
    "cpu": _lazy("Processors"),
    "eu_funding_eur": _lazy("EU funding"),
    "power_kw": _lazy("Power"),
    "rmax_pflops": _lazy("Measured performance (Rmax)"),
    "rpeak_pflops": _lazy("Peak performance (Rpeak)"),
    "storage_pb": _lazy("Storage"),
    "supercomputers": _lazy("Machines"),
    "top500_rank": _lazy("TOP500 rank"),
    "total_budget_eur": _lazy("Total budget"),
    "wave": _lazy("Selected in"),
}
DAY = "j F Y"
MONTH = "F Y"


@register.filter
def display(column: Column, row: Any) -> str:
    """Return what a reader sees of `row` in `column`, empty where nothing is published."""
    return str(column.display(row))


@register.filter
def url_for(selection: Selection, shape: str) -> str:
    return selection.url_for(shape)


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
def turn(selection: Selection, word: str) -> Turn | None:
    """Return how the list can be sorted by the order `word`, None where it cannot."""
    if word not in selection.orders:
        return None
    ascending = selection.sort == word
    query = selection.query(sort=[f"-{word}" if ascending else word])
    if ascending:
        return Turn("ascending", query)
    return Turn("descending" if selection.sort == f"-{word}" else "none", query)


@register.filter
def published(value: object) -> str:
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
def figure(value: Decimal) -> str:
    """Return a number with grouped thousands and without the zeros that a column type adds."""
    plain = f"{value:f}"
    decimals = len(plain.rstrip("0").partition(".")[2]) if "." in plain else 0
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.filter
def euros(value: Decimal) -> str:
    return f"€{figure(value)}"


@register.filter
def coordinates(site: Site) -> str:
    """Return the place of a site in degrees, as people write it."""
    latitude, longitude = figure(abs(site.latitude)), figure(abs(site.longitude))
    return _("%(latitude)s° %(north_or_south)s, %(longitude)s° %(east_or_west)s") % {
        "latitude": latitude,
        "longitude": longitude,
        "north_or_south": _("N") if site.latitude >= 0 else _("S"),
        "east_or_west": _("E") if site.longitude >= 0 else _("W"),
    }


@register.filter
def when(dated: Dated) -> str:
    """Return the date of a fact in words as precise as its source; empty where it is undated."""
    match = dates.PATTERN.fullmatch(dated.as_published)
    if not match:
        return dated.as_published
    year = match["year"]
    if match["half"]:
        halves = {"H1": _("first half of %(year)s"), "H2": _("second half of %(year)s")}
        words = halves[match["half"]] % {"year": year}
    elif match["quarter"]:
        words = f"{match['quarter']} {year}"
    elif match["month"]:
        words = date_format(dated.latest, DAY if match["day"] else MONTH)
    else:
        words = year
    return _("by %(date)s") % {"date": words} if match["by"] else words


@register.inclusion_tag("directory/parts/mark.html", takes_context=True)
def mark(context: template.Context, fact: str) -> dict[str, Footnote | None]:
    """Show the mark that leads to the footnote of a fact, and a word where its sources disagree."""
    return {"footnote": context["footnotes"].get(fact)}


@register.filter
def fact_label(fact: str) -> str:
    """Return what readers call a fact of a site or a supercomputer."""
    return str(FACT_LABELS.get(fact) or fact.replace("_", " ").capitalize())


@register.filter
def shown(site: Site, fact: str) -> str:
    """Return a fact's value as the page shows it; empty for lists and what is not published."""
    if fact == "status":
        return stage_label(site.stage)
    value = getattr(site, fact, None)
    if isinstance(value, Decimal):
        return euros(value)
    return "" if value is None or hasattr(value, "all") else str(value)
