"""Connections to anywhere but this machine's own network, each of them with an end."""

import http.client
import socket
import ssl
import threading
import time
import urllib.request
from contextlib import suppress
from functools import partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Self
from urllib.parse import unquote, urlsplit

SCHEMES = ("http", "https")
#: Addresses of IPv6 that say in their last four bytes which one of IPv4 they lead to (RFC 6052).
NAT64 = IPv6Network("64:ff9b::/96")
#: The same for a network's own use, and ways of the past (RFC 8215, 4291, 3879).
NOT_PUBLIC = tuple(IPv6Network(net) for net in ("64:ff9b:1::/48", "::/96", "fec0::/10"))


class NotAskedError(OSError):
    """An address that may not be asked."""


def is_private(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is of this machine or of a network that is not everybody's."""
    if isinstance(address, IPv6Address):
        if any(address in network for network in NOT_PUBLIC):
            return True
        if led_to := _led_to(address):
            return is_private(led_to)
    return not address.is_global or address.is_multicast


def _led_to(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour


def refuse_private_number(request: urllib.request.Request) -> None:
    """Refuse what names a private address by its number: a proxy would look up names itself."""
    host = unquote(urlsplit(request.full_url).hostname or "")
    host = host.encode("idna").decode("ascii").lower().rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        raise NotAskedError(f"{host} is this machine")
    address = _number(host)
    if address and is_private(address):
        raise NotAskedError(f"{host} is in a private network")


def _number(host: str) -> IPv4Address | IPv6Address | None:
    with suppress(ValueError):
        return ip_address(host)
    with suppress(OSError):  # 127.1, 2130706433, 0x7f000001
        return IPv4Address(socket.inet_aton(host))
    return None


class Deadline:
    """The time that an answer may take in all: a server that only drips is cut off at its end."""

    def __init__(self, seconds: float, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.ends = time.monotonic() + seconds
        self.is_over = False
        self.sockets: list[socket.socket] = []
        self.timer = threading.Timer(seconds, self._cut)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        self.timer.start()
        return self

    def __exit__(self, *_error: Any) -> None:
        self.timer.cancel()
        for watched in self.sockets:
            watched.close()

    def _cut(self) -> None:
        self.is_over = True
        for watched in self.sockets:
            with suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)

    def connect(self, address: tuple[str, int], *_args: Any, **_kwargs: Any) -> socket.socket:
        """Connect as `socket.create_connection` does, unless private only to where everybody can.

        What a name means is looked up once, so that it cannot mean something else a moment later.
        """
        host, port = address
        failure: OSError = OSError("no address")
        for *_kind, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if not self.allow_private and is_private(ip_address(place[0])):
                raise NotAskedError(f"{host} is in a private network")
            left = self.ends - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                return self._watched(socket.create_connection((str(place[0]), port), left))
            except OSError as error:
                failure = error
        raise failure

    def _watched(self, made: socket.socket) -> socket.socket:
        # A copy: TLS takes the socket itself over.
        self.sockets.append(made.dup())
        if self.is_over:
            self._cut()
        return made

    def connect_to_proxy(self, address: tuple[str, int], *_args: Any, **_kwargs: Any) -> Any:
        """Connect to the proxy that the operator named, wherever it is."""
        return self._watched(
            socket.create_connection(address, max(self.ends - time.monotonic(), 0.001))
        )


class Connection(http.client.HTTPConnection):
    def __init__(self, *args: Any, connect: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._create_connection = connect


class SecureConnection(http.client.HTTPSConnection):
    def __init__(self, *args: Any, connect: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._create_connection = connect


class HTTPHandler(urllib.request.HTTPHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self.deadline = deadline

    def http_open(self, req: urllib.request.Request) -> Any:
        way = _way(self.deadline, req, proxied=req.has_proxy())
        return self.do_open(partial(Connection, connect=way), req)


class HTTPSHandler(urllib.request.HTTPSHandler):
    def __init__(self, deadline: Deadline, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self.context, self.deadline = context, deadline

    def https_open(self, req: urllib.request.Request) -> Any:
        way = _way(self.deadline, req, proxied=bool(getattr(req, "_tunnel_host", None)))
        connection: Any = partial(SecureConnection, connect=way)
        return self.do_open(connection, req, context=self.context)


def _way(deadline: Deadline, request: urllib.request.Request, *, proxied: bool) -> Any:
    if not proxied:
        return deadline.connect
    if not deadline.allow_private:
        refuse_private_number(request)
    return deadline.connect_to_proxy


class RedirectHandler(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        fp.close()  # the body may be endless, and urllib would read it
        if not newurl.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
            raise NotAskedError("it leads to what is neither http nor https")
        request = super().redirect_request(req, fp, code, msg, headers, newurl)
        if request:
            request.method = req.get_method()
        return request
