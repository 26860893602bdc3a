"""How an address answers: asked once, politely, and never within this machine's own network."""

import http.client
import socket
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

SCHEMES = ("http", "https")
#: What says for good that there is nothing at an address.
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
NO_SUCH_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
LONGEST_OUTCOME = 200


class Verdict(Enum):
    """What an answer says of a link. The words begin its outcome, in which editors read them."""

    ALIVE = "Answers"
    DEAD = "Dead"
    #: Refused, blocked, broken, too slow or not asked: no proof that the document is gone.
    UNCLEAR = "Unclear"


@dataclass(frozen=True)
class Answer:
    """How an address answered; `reached` tells whether anything out there did."""

    url: str
    verdict: Verdict
    words: str
    reached: bool = False
    #: Whether the host asks to be left alone for now.
    is_enough: bool = False

    @property
    def outcome(self) -> str:
        return f"{self.verdict.value}: {' '.join(self.words.split())}"[:LONGEST_OUTCOME]


class NotAskedError(OSError):
    """An address that may not be asked."""


def host_of(url: str) -> str:
    """Return the host name of an address, empty where it has none that can be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


class Asker:
    """Asks addresses under the name `agent`; those of private networks only if allowed."""

    def __init__(self, agent: str, *, timeout: float = 20, allow_private: bool = False) -> None:
        self.headers = {"User-Agent": agent, "Accept": "*/*"}
        self.timeout = timeout
        self.opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            HTTPHandler(allow_private=allow_private),
            HTTPSHandler(allow_private=allow_private),
            urllib.request.HTTPDefaultErrorHandler(),
            RedirectHandler(),
            urllib.request.HTTPErrorProcessor(),
        ):
            self.opener.add_handler(handler)

    def ask(self, url: str) -> Answer:
        """Ask with HEAD; where that is refused, GET decides, of which no more is read."""
        if not url.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
            return Answer(url, Verdict.UNCLEAR, "not asked, as only http and https are")
        answer = self._ask(url, "HEAD")
        refused = answer.reached and answer.verdict is not Verdict.ALIVE and not answer.is_enough
        return self._ask(url, "GET") if refused else answer

    def _ask(self, url: str, method: str) -> Answer:
        try:
            request = urllib.request.Request(  # noqa: S310  http and https only
                written_plainly(url), headers=self.headers, method=method
            )
            with self.opener.open(request, timeout=self.timeout) as response:
                return of_status(url, response.status, response.url)
        except urllib.error.HTTPError as error:
            with error:
                return of_status(url, error.code, error.url or url)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return of_failure(url, getattr(error, "reason", error))


def written_plainly(url: str) -> str:
    """Return an address as HTTP wants it; raise ValueError where that cannot be."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    netloc = f"{host}:{parts.port}" if parts.port else host
    return iri_to_uri(parts._replace(netloc=netloc, fragment="").geturl())


def of_status(url: str, status: int, found_at: str) -> Answer:
    try:
        words = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        words = str(status)
    if found_at.partition("#")[0] != written_plainly(url):
        words += f" at {found_at}"
    verdict = Verdict.UNCLEAR
    if status in GONE:
        verdict = Verdict.DEAD
    elif status < HTTPStatus.MULTIPLE_CHOICES:
        verdict = Verdict.ALIVE
    return Answer(url, verdict, words, True, status == HTTPStatus.TOO_MANY_REQUESTS)


def of_failure(url: str, reason: Any) -> Answer:
    """Return what a failure says; only a name that does not exist is a death."""
    if isinstance(reason, NotAskedError):
        return Answer(url, Verdict.UNCLEAR, f"not asked, as {reason}")
    if isinstance(reason, socket.gaierror):
        if reason.errno in NO_SUCH_HOST:
            return Answer(url, Verdict.DEAD, "there is no such host")
        return Answer(url, Verdict.UNCLEAR, "the name of the host could not be looked up")
    if isinstance(reason, TimeoutError):
        return Answer(url, Verdict.UNCLEAR, "no answer in time")
    if isinstance(reason, ssl.SSLError):
        return Answer(url, Verdict.UNCLEAR, f"no safe connection ({reason.reason})", True)
    return Answer(url, Verdict.UNCLEAR, f"no connection ({reason or type(reason).__name__})")


def is_private(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is of this machine or of a network that is not everybody's."""
    address = getattr(address, "ipv4_mapped", None) or address
    return not address.is_global or address.is_multicast


def connect_publicly(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
    """Connect as `socket.create_connection` does, but only to where everybody can.

    What a name means is looked up once, so that it cannot mean something else a moment later.
    """
    host, port = address
    failure: OSError = OSError("no address")
    for *_kind, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if is_private(ip_address(place[0])):
            raise NotAskedError(f"{host} is in a private network")
        try:
            return socket.create_connection((str(place[0]), port), *args, **kwargs)
        except OSError as error:
            failure = error
    raise failure


class PublicConnection(http.client.HTTPConnection):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._create_connection = connect_publicly


class PublicSecureConnection(http.client.HTTPSConnection):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._create_connection = connect_publicly


def refuse_private_number(request: urllib.request.Request) -> None:
    """Refuse what names a private address by its number: a proxy would look up names itself."""
    host = host_of(request.full_url)
    try:
        address = ip_address(host)
    except ValueError:
        if host == "localhost" or host.endswith(".localhost"):
            raise NotAskedError(f"{host} is this machine") from None
        return
    if is_private(address):
        raise NotAskedError(f"{host} is in a private network")


class HTTPHandler(urllib.request.HTTPHandler):
    def __init__(self, *, allow_private: bool) -> None:
        super().__init__()
        self.allow_private = allow_private

    def http_open(self, req: urllib.request.Request) -> Any:
        if self.allow_private:
            return super().http_open(req)
        if req.has_proxy():
            refuse_private_number(req)
            return super().http_open(req)
        return self.do_open(PublicConnection, req)


class HTTPSHandler(urllib.request.HTTPSHandler):
    def __init__(self, *, allow_private: bool) -> None:
        super().__init__(context=ssl.create_default_context())
        self.allow_private = allow_private

    def https_open(self, req: urllib.request.Request) -> Any:
        if self.allow_private:
            return super().https_open(req)
        if getattr(req, "_tunnel_host", None):
            refuse_private_number(req)
            return super().https_open(req)
        return self.do_open(PublicSecureConnection, req, context=self._context)  # type: ignore[attr-defined]


class RedirectHandler(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(self, req: Any, *args: Any) -> urllib.request.Request | None:
        newurl = args[-1]
        if not newurl.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
            raise NotAskedError("it leads to what is neither http nor https")
        request = super().redirect_request(req, *args)
        if request:
            request.method = req.get_method()
        return request
