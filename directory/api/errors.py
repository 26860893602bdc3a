"""Errors that REST framework meets before a view is asked, as problem details (RFC 9457)."""

from typing import Any

from django.http import HttpResponseBase
from rest_framework.exceptions import NotAcceptable

from directory.answering.problems import not_acceptable


def answered(error: Exception, context: dict[str, Any]) -> HttpResponseBase | None:
    """Return the problem that an error is; None for one that no visitor made."""
    if not isinstance(error, NotAcceptable):
        return None
    media_types = [renderer.media_type for renderer in context["view"].renderer_classes]
    return not_acceptable(context["request"], media_types)
