"""What the templates ask of the records chosen to be compared."""

from collections.abc import Iterable

from django import template

from directory.models import Record
from directory.selection import Selection
from directory.selection.chosen import Chosen
from directory.selection.names import Choices

register = template.Library()


@register.filter
def carried_to(selection: Selection, page: str) -> str:
    """Return the address of another page of a selection, with what is chosen to compare."""
    return selection.carried_to(page)


@register.filter
def with_also(chosen: Chosen, slug: str) -> str:
    """Return the question of the comparison with one record more."""
    return chosen.query(slug)


@register.filter
def without(chosen: Chosen, slug: str) -> str:
    """Return the question of the comparison with one record less."""
    return chosen.query_without(slug)


@register.filter
def not_among(chosen: Chosen, rows: Iterable[Record]) -> Choices:
    """Return those chosen that some rows do not show."""
    shown = {row.pk for row in rows}
    return [(slug, name) for slug, name in chosen.records if slug not in shown]
