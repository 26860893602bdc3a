"""Which answer it is: the same as long as edition, day, address, media type and release are."""

import datetime
import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpRequest

from directory import dates
from directory.models import Edition

CACHE_CONTROL = "public, max-age=0, s-maxage=10, stale-if-error=86400"
#: Where what the answers are made by stands.
CODE = ("accounts", "directory", "factories_portal", "templates", "locale")
SUFFIXES = (".html", ".mo", ".py", ".txt")
#: The configuration that answers show.
SHOWN = (
    "ADMIN_PATH",
    "CORRECTIONS_EMAIL",
    "CORRECTIONS_URL",
    "PUBLISHER_NAME",
    "PUBLISHER_URL",
    "SECURITY_CONTACT",
    "SECURITY_POLICY",
)


@cache
def release() -> str:
    """Return a fingerprint of code, libraries and configuration, so that new ones are no 304."""
    digest = hashlib.sha256()
    digest.update(repr([getattr(settings, name) for name in SHOWN]).encode())
    digest.update((settings.BASE_DIR / "requirements.lock").read_bytes())
    for folder in CODE:
        for file in sorted((settings.BASE_DIR / folder).rglob("*")):
            if file.suffix in SUFFIXES:
                digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def etag(request: HttpRequest, *representation: str) -> str:
    """Return the weak validator of an answer; one query.

    `representation` tells apart what is answered at one address, such as media types.
    """
    parts: tuple[int | str | datetime.date, ...] = (
        Edition.current_number(),
        dates.today(),
        request.build_absolute_uri(),
        *representation,
        release(),
    )
    digest = hashlib.sha256("\n".join(map(str, parts)).encode())
    return f'W/"{digest.hexdigest()[:32]}"'
