"""In which media type a resource is answered: as the parameter `f` or the header Accept says."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from directory.answering.accept import preferred
from directory.answering.open_data import View, open_data
from directory.answering.problems import not_acceptable

HTML = "text/html"
JSON = "application/json"
GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA = "application/schema+json"


def resource(*media_types: str) -> Callable[[View], View]:
    """Make a view one of open data that is told in which of its media types to answer.

    The first one is what `f=json` means, and what is answered where anything is accepted.
    """

    def decorate(view: View) -> View:
        @open_data
        @wraps(view)
        def acceptable(
            request: HttpRequest, media_type: str | None, **kwargs: Any
        ) -> HttpResponseBase:
            if not media_type:
                return not_acceptable(request, media_types)
            return view(request, media_type, **kwargs)

        @wraps(acceptable)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            # Given by name, so that the media type is part of the validator.
            response = acceptable(request, media_type=asked_for(request, media_types), **kwargs)
            patch_vary_headers(response, ["Accept"])
            return response

        return answer

    return decorate


def asked_for(request: HttpRequest, media_types: tuple[str, ...]) -> str | None:
    """Return the media type to answer in; None where none is accepted."""
    if word := request.GET.get("f"):
        return HTML if word == "html" else media_types[0]
    return preferred(request, media_types)
