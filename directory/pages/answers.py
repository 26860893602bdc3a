"""How every public address answers: GET and HEAD only, revalidated by browsers, shared briefly."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from directory.selection import Selection
from directory.selection.selection import is_tracking

CACHE_CONTROL = "public, max-age=0, s-maxage=10, stale-if-error=86400"
WRONG_QUESTION = 400

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Make a view read-only and its good answers fit for shared caches."""

    @csrf_exempt  # nothing is ever written here, so that a POST is a 405 like any other
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == HttpResponse.status_code:
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response

    return answer


def parameterless(view: View) -> View:
    """Refuse every parameter: a page that would ignore it must not look like its answer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        unknown = [name for name in request.GET if not is_tracking(name)]
        if unknown:
            return render(request, "400.html", {"unknown": unknown}, status=WRONG_QUESTION)
        return view(request, *args, **kwargs)

    return answer


def problem(selection: Selection, address: str) -> JsonResponse:
    """Return the RFC 9457 problem that tells what is wrong with the question."""
    mistakes = [
        {
            "parameter": mistake.parameter,
            "reason": mistake.reason,
            "accepted": list(mistake.accepted),
        }
        for mistake in selection.mistakes
    ]
    return JsonResponse(
        {
            "type": "about:blank",
            "title": "Wrong question",
            "status": WRONG_QUESTION,
            "detail": " ".join(f"{m['parameter']}: {m['reason']}" for m in mistakes),
            "instance": address,
            "errors": mistakes,
        },
        status=WRONG_QUESTION,
        content_type="application/problem+json",
    )
