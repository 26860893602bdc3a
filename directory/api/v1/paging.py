"""Paging by the place in the order: what comes after a row, whatever came or went meanwhile."""

import base64
import binascii
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

Values = list[Any]

#: What no text in a database holds: NUL and halves of characters.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: Whole numbers are smaller.
LARGEST = 2**63


class BrokenCursorError(Exception):
    """A cursor that is none, or not one of this list in this order."""


@dataclass(frozen=True)
class Page:
    """The keys of the rows of a page, and the cursor of what comes after; empty at the end."""

    keys: list[Any]
    following: str


def page_after(rows: QuerySet | Sequence[Any], order: str, limit: int, cursor: str) -> Page:
    """Return the page after a cursor, or the first one; `order` names the question of the list.

    One query. Raises BrokenCursorError.
    """
    after = read(cursor, order) if cursor else None
    if not isinstance(rows, QuerySet):
        return page_of_list([row.pk for row in rows], order, limit, after)
    terms = terms_of(rows)
    names = [f"order_{place}" for place in range(len(terms))]
    ordered = rows.annotate(**{n: t.expression for n, t in zip(names, terms, strict=True)})
    if after is not None:
        ordered = ordered.filter(_follows(ordered, names, terms, after))
    found = list(ordered.order_by(*terms).values_list("pk", *names)[: limit + 1])
    following = written(order, list(found[limit - 1][1:])) if len(found) > limit else ""
    return Page([key for key, *_values in found[:limit]], following)


def page_of_list(keys: list[Any], order: str, limit: int, after: Values | None) -> Page:
    """Return a page of a list that stands in no table, and whose order is fixed."""
    start = 0
    if after is not None:
        if len(after) != 1 or after[0] not in keys:
            raise BrokenCursorError
        start = keys.index(after[0]) + 1
    page = keys[start : start + limit]
    following = written(order, page[-1:]) if start + limit < len(keys) else ""
    return Page(page, following)


def terms_of(rows: QuerySet) -> list[OrderBy]:
    """Return the order of rows as expressions, nulls last; the last one tells all rows apart."""
    order = rows.query.order_by or rows.model._meta.ordering
    terms = [term_of(expression) for expression in order]
    last = getattr(terms[-1].expression, "name", "") if terms else ""
    return terms if last in ("pk", rows.model._meta.pk.name) else [*terms, OrderBy(F("pk"))]


def term_of(expression: Any) -> OrderBy:
    if isinstance(expression, str):
        name = expression.removeprefix("-")
        expression = OrderBy(F(name), descending=name != expression)
    elif not isinstance(expression, OrderBy):
        expression = OrderBy(expression)
    if not (expression.nulls_first or expression.nulls_last):
        expression = expression.copy()
        expression.nulls_last = True
    return expression


def _follows(rows: QuerySet, names: list[str], terms: list[OrderBy], after: Values) -> Q:
    """Match what stands behind the row with the values `after`."""
    values = [
        checked(rows.query.annotations[name].output_field, value)
        for name, value in zip(names, of_length(after, len(names)), strict=True)
    ]
    follows, same = Q(pk__in=[]), Q()
    for name, term, value in zip(names, terms, values, strict=True):
        empty = Q(**{f"{name}__isnull": True})
        if value is None:
            behind = ~empty if term.nulls_first else Q(pk__in=[])
            equal = empty
        else:
            behind = Q(**{f"{name}__{'lt' if term.descending else 'gt'}": value})
            behind |= Q(pk__in=[]) if term.nulls_first else empty
            equal = Q(**{name: value})
        follows |= same & behind
        same &= equal
    return follows


def of_length(values: Values, length: int) -> Values:
    if len(values) != length:
        raise BrokenCursorError
    return values


def checked(field: Any, value: Any) -> Any:
    """Return a value of a cursor as its column has it."""
    if value is None:
        return None
    try:
        return field.to_python(value)
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise BrokenCursorError from error


def written(order: str, values: Values) -> str:
    text = json.dumps([order, *values], default=str)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str, order: str) -> Values:
    """Return the values that a cursor of this order holds."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        content = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise BrokenCursorError from error
    if not isinstance(content, list) or content[:1] != [order]:
        raise BrokenCursorError
    if not all(is_plain(value) for value in content):
        raise BrokenCursorError
    return content[1:]


def is_plain(value: Any) -> bool:
    """Tell whether every database can take a value: no list, no NUL, no number without end."""
    if isinstance(value, str):
        return not UNSTORABLE.search(value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or (isinstance(value, int) and abs(value) < LARGEST)
