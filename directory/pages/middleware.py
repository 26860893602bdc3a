"""What happens to every request and answer: public address, language, HEAD without a body."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation


class PublicAddressMiddleware:
    """Make every request one for PUBLIC_URL, whatever the proxies in front made of it.

    Absolute addresses are then the same for every visitor, so that answers can be shared. Proxies
    may take the path of PUBLIC_URL off or pass it on. Host names are still checked, and first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PUBLIC_URL:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.headers = {
            "wsgi.url_scheme": settings.PUBLIC_URL.scheme,
            "HTTP_HOST": settings.PUBLIC_URL.netloc,
            "HTTP_X_FORWARDED_PROTO": settings.PUBLIC_URL.scheme,
            "HTTP_X_FORWARDED_HOST": settings.PUBLIC_URL.netloc,
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()
        request.META.update(self.headers)
        base = settings.FORCE_SCRIPT_NAME
        if base and request.path_info == base:
            return HttpResponsePermanentRedirect(f"{base}/")
        if base and request.path_info.startswith(f"{base}/"):
            request.path = request.path_info
            request.path_info = request.path_info.removeprefix(base)
        return self.get_response(request)


class PathLanguageMiddleware:
    """Activate the language of the path and of nothing else, so that answers can be shared.

    Django's own middleware makes them vary by cookie and Accept-Language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class HeadMiddleware:
    """Answer HEAD with the headers of GET and no body; servers complain about one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and response.streaming:
            response.streaming_content = ()
        elif request.method == "HEAD":
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response
