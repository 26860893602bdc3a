"""The request that is being answered, for what happens far from it to be told with who did it."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

#: None where no request is answered: on the command line.
answered: ContextVar[HttpRequest | None] = ContextVar("answered", default=None)


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = answered.set(request)
        try:
            return self.get_response(request)
        finally:
            answered.reset(token)
