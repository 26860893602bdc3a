"""What the templates of the estimate ask of ranges, formulas and answers."""

from django import template

from directory.enums import ComputeNeed
from directory.guidance.estimate import written
from directory.guidance.estimate.work import AskedWork
from directory.selection.facets import Mistake

register = template.Library()

for filter_ in (
    written.between,
    written.formulas_of_need,
    written.hours_filled_in,
    written.number_filled_in,
    written.whole,
):
    register.filter(filter_)


@register.filter
def answered(asked: AskedWork, parameter: str) -> str:
    """Return what the visitor wrote for a parameter, empty where it was left open."""
    return str(asked.params.get(parameter, ""))


@register.filter
def way_in(asked: AskedWork, need: ComputeNeed) -> str:
    return asked.way_in(need)


@register.filter
def mistakes_of(asked: AskedWork, parameter: str) -> list[Mistake]:
    return [mistake for mistake in asked.mistakes if mistake.parameter == parameter]
