"""Content negotiation as everywhere in the portal: a header that nobody can read accepts all."""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from directory.answering.accept import preferred


class ContentNegotiation(BaseContentNegotiation):
    def select_parser(self, request: Request, parsers: Sequence[object]) -> None:
        """Nothing that is sent is read."""

    def select_renderer(
        self,
        request: Request,
        renderers: Sequence[type[BaseRenderer]],
        format_suffix: str | None = None,
    ) -> tuple[type[BaseRenderer], str]:
        by_type = {renderer.media_type: renderer for renderer in renderers}
        media_type = preferred(cast("HttpRequest", request), list(by_type))
        if media_type is None:
            raise NotAcceptable(available_renderers=renderers)
        return by_type[media_type], media_type
