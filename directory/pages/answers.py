"""How every public address answers: GET and HEAD only, revalidated by browsers, shared briefly."""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from directory.answering.caching import CACHE_CONTROL
from directory.answering.links import page_links
from directory.answering.open_data import GOOD
from directory.answering.parameterless import unknown_parameters
from directory.columns import number
from directory.editing.kinds import kind_named
from directory.editing.leaving.gone import gone_from_public
from directory.formats.taken import Taken
from directory.models import Version
from directory.pages.negotiation import twin_wanted
from directory.pages.taken import asked_of, is_takeable
from directory.selection.day import AS_OF, AsOf, DayField
from directory.selection.facets import Mistake

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Make a view read-only and its good answers fit for shared caches.

    Where it has no record because that was withdrawn, the answer says so. Where the page has
    twins, one of them answers to who prefers it.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = asked_of(request)
        request.taken = Taken(asked) if asked and is_takeable(asked) else None  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    @csrf_exempt  # nothing is ever written here, so that a POST is a 405 like any other
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = asked_of(request)
        try:
            response = twin_wanted(request, asked) or page(request, *args, **kwargs)
        except Http404:
            if not (response := withdrawn(request, **kwargs)):
                raise
        if asked:
            patch_vary_headers(response, ("Accept",))
        shown: Taken | None = getattr(request, "taken", None)
        if shown and response.status_code == HTTPStatus.OK and "Link" not in response.headers:
            response.headers["Link"] = page_links(shown)
        if response.status_code in GOOD:
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response

    # The page itself, for editors, whose previews are neither public nor shared.
    answer.page = page
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
        mistakes = unknown_parameters(request)
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


def refusal(request: HttpRequest, mistakes: list[Mistake]) -> HttpResponse:
    return render(request, "400.html", {"mistakes": mistakes}, status=HTTPStatus.BAD_REQUEST)


def json_answer(content: dict[str, Any]) -> JsonResponse:
    """Return what a page that is no list says as data."""
    params = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(content, encoder=Encoder, json_dumps_params=params)


class Encoder(DjangoJSONEncoder):
    """Writes decimals as the numbers that they are in all other data."""

    def default(self, o: Any) -> Any:
        return number(o) if isinstance(o, Decimal) else super().default(o)
