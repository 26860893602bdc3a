"""How every address of data answers: to anybody, from anywhere, revalidated, shared briefly."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from directory.answering.caching import CACHE_CONTROL, etag
from directory.answering.problems import not_allowed, not_found

View = Callable[..., HttpResponseBase]

METHODS = ("GET", "HEAD", "OPTIONS")
#: What scripts on pages of others may ask with and read.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Content-Location",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}
#: What may be shared: what is there, and that something is there no more.
GOOD = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED, HTTPStatus.GONE)


def open_data(view: View) -> View:
    """Make a view one of open data. What it does not find is a problem, like every mistake."""

    @csrf_exempt  # nothing is ever written here, so that a POST is a 405 like any other
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, *args, **kwargs)
        for name, value in CORS.items():
            response.headers[name] = value
        if response.status_code in GOOD:
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response

    return answer


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(
            status=HTTPStatus.NO_CONTENT, headers={**PREFLIGHT, "Allow": ", ".join(METHODS)}
        )
    if request.method not in METHODS:
        return not_allowed(request.build_absolute_uri(), METHODS)
    validator = etag(request, *map(str, kwargs.values()))
    if unchanged(request, validator):
        return HttpResponseNotModified(headers={"ETag": validator})
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        return not_found(request.build_absolute_uri())
    if response.status_code == HTTPStatus.OK:
        response.headers.setdefault("ETag", validator)
    return response


def unchanged(request: HttpRequest, validator: str) -> bool:
    """Tell whether the asker has the answer already; "*" would only ask whether there is one."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return validator.removeprefix("W/") in {one.removeprefix("W/") for one in known}
