"""Marking records as verified: somebody looked, and everything in them still holds."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from directory import dates
from directory.editing.change import recorded_change
from directory.evidence.freshness import verified_field
from directory.models import Record


def verify(records: Iterable[Record], who: str) -> int:
    """Note of records that they were verified today, as one recorded change; return how many."""
    why = _("Verified.")
    number = 0
    with recorded_change(who, why) as change:
        change.why = why  # of the request's own change, where it joins one
        for number, record in enumerate(records, start=1):  # noqa: B007
            field = verified_field(type(record))
            setattr(record, field, dates.today())
            record.save(update_fields=[field])
    return number
