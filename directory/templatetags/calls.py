"""What the templates ask of access modes and their cut-offs."""

import datetime

from django import template

from directory.columns.calls import (
    checked_in_words,
    cutoff_in_words,
    left_in_words,
    state_in_words,
    written,
)
from directory.evidence.cutoffs import Cutoffs
from directory.models import AccessMode

register = template.Library()

for filter_ in (checked_in_words, cutoff_in_words, left_in_words, state_in_words, written):
    register.filter(filter_)


@register.filter
def cutoffs(mode: AccessMode, day: datetime.date) -> Cutoffs:
    """Return the cut-offs of a mode as of a day; it has to come `with_calls()`."""
    return Cutoffs(mode, day)
