"""What the API answers: what the data are of, then rows."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from directory.api.v1.asking import CURSOR, ApiQuestion
from directory.api.v1.paging import page_after
from directory.editing.leaving.since import Tombstone, changed_since, gone_since
from directory.formats.base import about, record_url
from directory.formats.records import Data, rows_as_data

#: Makes an address whole.
Whole = Callable[[str], str]


def list_answer(question: ApiQuestion, params: QueryDict, path: str, whole: Whole) -> Data:
    """Return a page of a list, with the address of the next one.

    Raises BrokenCursorError.
    """
    selection = question.selection
    rows: Any = selection.found
    if question.kind and question.since:
        rows = rows.filter(changed_since(question.kind, question.since))
    page = page_after(rows, order_of(question), question.limit, question.cursor)
    if isinstance(rows, QuerySet):
        shown: Iterable[Any] = selection.with_details(rows.filter(pk__in=page.keys))
    else:
        shown = [row for row in rows if row.pk in page.keys]
    following = params.copy()
    following[CURSOR] = page.following
    answer = {
        **about(selection, whole(path + query_of(params))),
        "count": rows.count() if question.since else selection.count,
        "next": whole(path + query_of(following)) if page.following else None,
        "results": rows_told(question, shown, whole),
    }
    if question.kind and question.since and not question.cursor:
        # Once is enough: with the first page, whose edition is the one to keep.
        answer["withdrawn"] = [as_data(one) for one in gone_since(question.kind, question.since)]
    return answer


def record_answer(question: ApiQuestion, row: Any, address: str, whole: Whole) -> Data:
    """Return one record with all that is told of it."""
    return {**about(question.selection, address), "result": rows_told(question, [row], whole)[0]}


def rows_told(question: ApiQuestion, rows: Iterable[Any], whole: Whole) -> list[Data]:
    """Return rows as data, each with the addresses of its page and of its record here."""
    rows = list(rows)
    name = f"api:{question.selection.name}-record"
    told = rows_as_data(question.selection, rows, question.detail)
    return [
        {
            **data,
            "record_url": record_url(question.selection, row, whole("/")),
            "api_url": whole(reverse(name, args=[row.pk])),
        }
        for row, data in zip(rows, told, strict=True)
    ]


def order_of(question: ApiQuestion) -> str:
    """Return what sets the order of this question apart from those of all others."""
    selection = question.selection
    words = f"{selection.name}{selection.query()}"
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def query_of(params: QueryDict) -> str:
    return f"?{params.urlencode(safe=':,')}" if params else ""


def as_data(tombstone: Tombstone) -> Data:
    """Return that a record is there no more."""
    return {
        "slug": tombstone.slug,
        "withdrawn": True,
        "edition": tombstone.edition,
        "withdrawn_on": tombstone.withdrawn_on.isoformat(),
        "successor": tombstone.successor,
    }
