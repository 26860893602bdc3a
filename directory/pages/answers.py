"""How every public address answers: GET and HEAD only, revalidated by browsers, shared briefly."""

from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from directory.editing.kinds import kind_named
from directory.editing.leaving.gone import gone_from_public
from directory.models import Version
from directory.selection.day import AS_OF, AsOf, DayField
from directory.selection.facets import Mistake
from directory.text import is_tracking

CACHE_CONTROL = "public, max-age=0, s-maxage=10, stale-if-error=86400"
#: What may be shared: what is there, and that something is there no more.
GOOD = (HTTPStatus.OK, HTTPStatus.GONE)

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Make a view read-only and its good answers fit for shared caches.

    Where it has no record because that was withdrawn, the answer says so.
    """

    @csrf_exempt  # nothing is ever written here, so that a POST is a 405 like any other
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            if not (response := withdrawn(request, **kwargs)):
                raise
        if response.status_code in GOOD:
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response

    # The page itself, for editors, whose previews are neither public nor shared.
    answer.page = view
    return answer


def withdrawn(request: HttpRequest, slug: str = "", **other: Any) -> HttpResponse | None:
    """Return the page at the address of a withdrawn record, None where none was withdrawn."""
    match = request.resolver_match
    kind = kind_named(match.url_name if match else None)
    record = kind and gone_from_public(kind, slug)
    if not record:
        return None
    last = Version.objects.public().filter(pk=record.last.pk).first()
    context = {"record": record, "successor": record.successor(), "last": last}
    return render(request, "directory/withdrawn.html", context, status=HTTPStatus.GONE)


def parameterless(view: View) -> View:
    """Refuse every parameter: a page that would ignore it must not look like its answer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mistakes = unknown_parameters(request, known=())
        return refusal(request, mistakes) if mistakes else view(request, *args, **kwargs)

    return answer


def dated(view: View) -> View:
    """Take `as_of` and no other parameter; the view finds the day in `request.as_of`."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mistakes = unknown_parameters(request, known=(AS_OF,))
        days = [day for day in dict.fromkeys(request.GET.getlist(AS_OF)) if day]
        if len(days) > 1:
            mistakes.append(Mistake(AS_OF, _("It takes one value, not several.")))
        try:
            request.as_of = AsOf.read("".join(days[:1]))  # type: ignore[attr-defined]
        except ValidationError as error:
            mistakes.append(Mistake(AS_OF, " ".join(error.messages), (str(DayField().accepted),)))
        return refusal(request, mistakes) if mistakes else view(request, *args, **kwargs)

    return answer


def unknown_parameters(request: HttpRequest, known: tuple[str, ...]) -> list[Mistake]:
    names = [name for name in request.GET if not is_tracking(name)]
    reason = _("There is no such parameter.")
    return [Mistake(name, reason, known) for name in names if name not in known]


def refusal(request: HttpRequest, mistakes: list[Mistake]) -> HttpResponse:
    return render(request, "400.html", {"mistakes": mistakes}, status=HTTPStatus.BAD_REQUEST)


def json_answer(content: dict[str, Any]) -> JsonResponse:
    """Return what a page that is no list says as data."""
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def problem(wrong: Iterable[Mistake], address: str) -> JsonResponse:
    """Return the RFC 9457 problem that tells what is wrong with the question."""
    mistakes = [
        {
            "parameter": mistake.parameter,
            "reason": mistake.reason,
            "accepted": list(mistake.accepted),
        }
        for mistake in wrong
    ]
    return JsonResponse(
        {
            "type": "about:blank",
            "title": "Wrong question",
            "status": HTTPStatus.BAD_REQUEST,
            "detail": " ".join(f"{m['parameter']}: {m['reason']}" for m in mistakes),
            "instance": address,
            "errors": mistakes,
        },
        status=HTTPStatus.BAD_REQUEST,
        content_type="application/problem+json",
    )
