"""How every list answers: as a page, and as data under the same address."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from directory.columns import COLUMNS
from directory.formats import formats_of
from directory.pages.answers import problem, public
from directory.selection import SELECTIONS, Selection


def list_page(
    request: HttpRequest, selection: Selection, template: str, **context: Any
) -> HttpResponse:
    """Answer with a page of a selection; with status 400 where the question is wrong."""
    request.as_of = selection.as_of  # type: ignore[attr-defined]
    context |= {
        "selection": selection,
        "columns": [column for column in COLUMNS[selection.name] if column.in_table],
        "downloads": [
            (format_, selection.url_for(suffix))
            for suffix, format_ in formats_of(selection.name).items()
        ],
    }
    status = None if selection.is_right else HTTPStatus.BAD_REQUEST
    return render(request, template, context, status=status)


@public
def data(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    """Answer with a selection of the list `name` in a data format, under the list's address."""
    format_ = formats_of(name).get(suffix)
    if name not in SELECTIONS or not format_:
        raise Http404
    selection = SELECTIONS[name](request.GET)
    address = request.build_absolute_uri()
    if not selection.is_right:
        return problem(selection.mistakes, address)
    response = HttpResponse(format_.write(selection, address), content_type=format_.media_type)
    edition = selection.edition.number if selection.edition else 0
    filename = f"{name}-edition-{edition}.{suffix}"
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
