"""The limit on wrong logins as django-axes counts them, and what those beyond it are told."""

import math
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _


def name_tried(request: HttpRequest, credentials: dict | None) -> str:
    """Return the name that was tried, or for one that no user has what stands for it.

    It may be a password in the wrong field, and what is counted is kept.
    """
    name = str((credentials or {}).get("username") or "")
    if "\0" not in name and get_user_model().objects.filter(username=name).exists():
        return name
    return f"?{salted_hmac('accounts.lockout', name, algorithm='sha256').hexdigest()}"


def is_locked_out(request: Any, name: str) -> bool:
    """Say whether this name is locked out from here; the answer to the request then says so."""
    credentials = {"username": name}
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    request.axes_locked_out, request.axes_credentials = True, credentials
    return True


def count(request: HttpRequest, name: str, detail: str) -> None:
    """Count a wrong answer of somebody whose password was right, like a wrong password."""
    credentials = {"username": name, "detail": detail}
    user_login_failed.send(__name__, credentials=credentials, request=request)


def answer(request: Any, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    seconds = _seconds_left(request, credentials)
    context = {
        **admin.site.each_context(request),
        "has_permission": False,
        "title": _("Too many wrong logins"),
        "minutes": math.ceil(seconds / 60),
    }
    told = render(request, "accounts/lockout.html", context, status=429)
    told.headers["Retry-After"] = str(seconds)
    add_never_cache_headers(told)
    return told


def _seconds_left(request: Any, credentials: dict | None) -> int:
    last = (
        AccessAttempt.objects.filter(
            username=name_tried(request, credentials), ip_address=request.axes_ip_address
        )
        .order_by("-attempt_time")
        .first()
    )
    if last is None:
        return 1
    left = last.attempt_time + settings.AXES_COOLOFF_TIME - request.axes_attempt_time
    return max(1, math.ceil(left.total_seconds()))
