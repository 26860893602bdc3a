"""When records were last verified, and which of them are due again."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Q, Value

from directory import dates
from directory.models import Record

#: A record that nobody checked for so long is due again.
FRESH_FOR = datetime.timedelta(days=180)
#: Where records say when somebody last checked them.
VERIFIED_FIELDS = ("last_verified_on", "checked_on")


def verified_field(model: type[Record]) -> str:
    """Return the field in which records of a model say when they were checked, or ''."""
    names = {field.name for field in model._meta.fields}
    return next((name for name in VERIFIED_FIELDS if name in names), "")


def is_due(field: str) -> Q:
    """Match records that nobody verified for too long, or ever."""
    oldest = dates.today() - FRESH_FOR
    return Q(**{f"{field}__lt": oldest}) | Q(**{f"{field}__isnull": True})


def total_due(models: Iterable[type[Record]]) -> dict[str, int]:
    """Return how many records of each model are due, by its name, in one query."""
    counts = [
        model._default_manager.order_by()
        .filter(is_due(field))
        .annotate(counted=Value(model._meta.model_name))
        .values("counted")
        .annotate(number=Count("pk"))
        .values_list("counted", "number")
        for model in models
        if (field := verified_field(model))
    ]
    return dict(counts[0].union(*counts[1:], all=True)) if counts else {}
