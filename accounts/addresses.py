"""From where a request comes, seen through the proxies that the operator has named."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest


def client(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Return the address of whoever asks.

    Each proxy adds to X-Forwarded-For whom it was asked by. What stands further left than the
    proxies in front of us have written is the visitor's own invention.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXIES <= len(hops):
        named = _address(hops[-settings.PROXIES])
        if named:
            return named
    return _address(request.META.get("REMOTE_ADDR", ""))


def network(request: HttpRequest) -> str | None:
    """Return what wrong logins are counted by: of IPv6 all that one subscriber has."""
    address = client(request)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False).network_address)
    return str(address) if address else None


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
