"""How every list answers as a page."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.columns import COLUMNS
from directory.formats.taken import Taken
from directory.selection import Selection


def list_page(
    request: HttpRequest, selection: Selection, template: str, **context: Any
) -> HttpResponse:
    """Answer with a page of a selection; with status 400 where the question is wrong."""
    request.as_of = selection.as_of  # type: ignore[attr-defined]
    request.taken = Taken(selection)  # type: ignore[attr-defined]
    context |= {
        "selection": selection,
        "columns": [column for column in COLUMNS[selection.name] if column.in_table],
    }
    status = None if selection.is_right else HTTPStatus.BAD_REQUEST
    return render(request, template, context, status=status)
