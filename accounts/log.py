"""Writing the security log: a row that administrators read, and a line for the operator."""

import logging

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts import addresses
from accounts.middleware import answered
from accounts.models import Kind, SecurityEvent

logger = logging.getLogger("security")


def record(
    kind: Kind,
    about: str = "",
    detail: str = "",
    *,
    who: str | None = None,
    request: HttpRequest | None = None,
) -> None:
    """Record an event of the request that is being answered, by its user unless `who` is given.

    Never hand over a password, a code, or what somebody may have typed in the wrong field.
    """
    request = request or answered.get()
    if who is None:
        user = getattr(request, "user", None)
        who = user.get_username() if user else ""
    address = addresses.client(request) if request else None
    SecurityEvent.objects.create(
        at=timezone.now(),
        kind=kind,
        who=who,
        about=about,
        address=str(address) if address else None,
        detail=detail,
    )
    line = "%s: by %r, about %r, from %s. %s"
    transaction.on_commit(lambda: logger.info(line, kind.value, who, about, address, detail))


def forget() -> None:
    """Delete what is older than the log is kept."""
    SecurityEvent.objects.filter(at__lt=timezone.now() - SecurityEvent.KEPT_FOR).delete()
