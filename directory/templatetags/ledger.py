"""What the templates ask of claims."""

from django import template

from directory.columns.claims import claimed_value
from directory.models import Claim, Source

register = template.Library()
register.filter("claimed", claimed_value)


@register.filter
def stated_by(claim: Claim) -> list[Source]:
    """Return the sources that state a claim, the first one first."""
    return [claim.source, *claim.also_stated_by.all()]
