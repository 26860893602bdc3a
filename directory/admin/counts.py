"""Numbers of rows as columns of the admin's lists."""

from typing import Any

from django.db.models import Count, IntegerField, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce


def rows_counted(rows: type[Model], key: str, **conditions: Any) -> Coalesce:
    """Return the number of `rows` that name a record by `key`, as a subquery.

    A join for each of several counts would multiply the rows.
    """
    named = rows._base_manager.filter(**{key: OuterRef("pk")}, **conditions).order_by()
    counted = named.values(key).annotate(number=Count("*")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
