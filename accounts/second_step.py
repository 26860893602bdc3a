"""Between password and code: who has shown the one and not yet the other."""

from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, get_user_model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

KEY = "second_step"
SECONDS = 600


def begin(request: HttpRequest, user: Any) -> None:
    """Remember that a user has given the right password, in a session of another key."""
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk,
        "backend": getattr(user, "backend", request.session.get(BACKEND_SESSION_KEY)),
        "password": user.get_session_auth_hash(),
        "until": timezone.now().timestamp() + SECONDS,
    }


def who(request: HttpRequest) -> Any:
    """Return the user who is to show a code; nobody after ten minutes or a change of password."""
    step = request.session.get(KEY)
    if not step or step["until"] < timezone.now().timestamp():
        return None
    user = get_user_model()._default_manager.filter(pk=step["user"], is_active=True).first()
    if user is None or not constant_time_compare(step["password"], user.get_session_auth_hash()):
        return None
    user.backend = step["backend"]
    return user


def end(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
