"""Addresses of web pages: which of them are the same, and what to call a source by its address."""

import re
from collections.abc import Collection
from itertools import count
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from directory.text import fold, is_tracking

LONGEST_SLUG = 60
USUAL_PORTS = (None, 80, 443)


def normal_address(url: str) -> str:
    """Return what two addresses of one page have in common, nothing for what is no address.

    The scheme, www., a slash at the end, the anchor and tracking parameters make no difference.
    """
    parts = _split(url)
    if not (host := _host(parts)):
        return ""
    query = sorted(pair for pair in parse_qsl(parts.query, True) if not is_tracking(pair[0]))
    return f"{host}{unquote(parts.path).rstrip('/')}?{urlencode(query)}"


def normal_host(url: str) -> str:
    """Return what addresses of one host have in common, nothing for what is no address."""
    return _host(_split(url))


def _split(url: str) -> SplitResult:
    written = url.strip()
    try:
        parts = urlsplit(written if "://" in written else f"https://{written}")
        parts.port  # noqa: B018  read here, for it raises where it is no number
    except ValueError:
        return urlsplit("")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").removeprefix("www.")
    return host if not host or parts.port in USUAL_PORTS else f"{host}:{parts.port}"


def slug_for(url: str, taken: Collection[str]) -> str:
    """Return a slug for the source at `url` that is not taken: of its host and its last words."""
    host = normal_host(url).rpartition(".")[0]
    last = unquote(_split(url).path).rstrip("/").rpartition("/")[2]
    words = re.findall("[a-z0-9]+", fold(f"{host} {last}")) or ["source"]
    while len(words) > 1 and len("-".join(words)) > LONGEST_SLUG:
        words.pop()
    slug = "-".join(words)[:LONGEST_SLUG]
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(other for other in numbered if other not in taken)
