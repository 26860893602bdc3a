"""The search over all kinds of records: its page, and suggestions for the box on every page."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from directory.answering.open_data import open_data
from directory.answering.problems import wrong_question
from directory.pages.answers import public
from directory.selection.found import KINDS
from directory.selection.search import Search
from directory.selection.search_index import Hit

SUGGESTIONS = 8


@public
def search(request: HttpRequest) -> HttpResponse:
    asked = Search(request.GET)
    status = None if asked.is_right else HTTPStatus.BAD_REQUEST
    return render(request, "directory/search.html", {"selection": asked}, status=status)


@open_data
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer with the first hits, small enough to be asked for while somebody types."""
    asked = Search(request.GET)
    if not asked.is_right:
        return wrong_question(asked.mistakes, request.build_absolute_uri())
    return JsonResponse(
        {
            "question": asked.question,
            "count": asked.count,
            "similar": asked.similar,
            "page": reverse("directory:search") + asked.query(),
            "suggestions": [suggestion(hit) for hit in asked.page.object_list[:SUGGESTIONS]],
        },
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )


def suggestion(hit: Hit) -> dict[str, Any]:
    one, _many = KINDS[hit.entry.kind]
    # What a site is called says already that it is one.
    about = hit.entry.about if hit.entry.kind == "site" else (one, *hit.entry.about)
    return {
        "kind": hit.entry.kind,
        "name": hit.entry.name,
        "about": ", ".join(map(str, about)),
        "reason": hit.reason,
        "url": hit.get_absolute_url(),
    }
