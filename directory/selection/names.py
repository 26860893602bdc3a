"""The names of records, to choose from."""

from typing import Any

from django.db.models import CharField, QuerySet, Value

Choices = list[tuple[str, Any]]


def names(records: QuerySet) -> Choices:
    """Return records as choices, in the order of their names."""
    return list(records.order_by("sort_key", "slug").values_list("slug", "name"))


def names_of(records: dict[Any, QuerySet]) -> dict[Any, Choices]:
    """Return the records of several models as choices, each in the order of names; one query."""
    each = [
        rows.order_by().values_list(
            Value(str(number), output_field=CharField()), "sort_key", "slug", "name"
        )
        for number, rows in enumerate(records.values())
    ]
    found: dict[str, Choices] = {str(number): [] for number in range(len(each))}
    for number, _key, slug, name in sorted(each[0].union(*each[1:], all=True)):
        found[number].append((slug, name))
    return dict(zip(records, found.values(), strict=True))
