"""Errors of data as problem details (RFC 9457)."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from directory.selection.facets import Mistake

MEDIA_TYPE = "application/problem+json"


def problem(
    status: HTTPStatus, title: str, detail: str, address: str, **members: Any
) -> JsonResponse:
    """Return the problem that was met at `address`; `members` tell more of it."""
    return JsonResponse(
        {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": detail,
            "instance": address,
            **members,
        },
        status=status,
        content_type=MEDIA_TYPE,
    )


def wrong_question(wrong: Iterable[Mistake], address: str) -> JsonResponse:
    """Return the problem that tells what is wrong with the question, and what is accepted."""
    mistakes = [
        {
            "parameter": mistake.parameter,
            "reason": mistake.reason,
            "accepted": list(mistake.accepted),
        }
        for mistake in wrong
    ]
    detail = " ".join(f"{m['parameter']}: {m['reason']}" for m in mistakes)
    return problem(HTTPStatus.BAD_REQUEST, _("Wrong question"), detail, address, errors=mistakes)


def not_found(address: str, detail: str = "") -> JsonResponse:
    detail = detail or _("There is nothing at this address.")
    return problem(HTTPStatus.NOT_FOUND, _("Not found"), detail, address)


def not_allowed(address: str, methods: Iterable[str]) -> JsonResponse:
    accepted = ", ".join(methods)
    detail = _("Data are read only. Accepted are %(methods)s.") % {"methods": accepted}
    answer = problem(HTTPStatus.METHOD_NOT_ALLOWED, _("Method not allowed"), detail, address)
    answer.headers["Allow"] = accepted
    return answer


def not_acceptable(request: HttpRequest, media_types: Iterable[str]) -> JsonResponse:
    """Return the problem that the header Accept names none of the media types that there are."""
    return problem(
        HTTPStatus.NOT_ACCEPTABLE,
        _("Not acceptable"),
        _("This address answers in none of the forms that are asked for."),
        request.build_absolute_uri(),
        accepted=list(media_types),
    )
