"""How an address answers: asked once, politely, and never within this machine's own network."""

import http.client
import socket
import ssl
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from directory.editing.links.connections import (
    SCHEMES,
    Deadline,
    HTTPHandler,
    HTTPSHandler,
    NotAskedError,
    RedirectHandler,
)

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
        self.allow_private = allow_private
        self.context = ssl.create_default_context()

    def ask(self, url: str) -> Answer:
        """Ask with HEAD; where that is refused, GET decides, of which no more is read."""
        if not url.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
            return Answer(url, Verdict.UNCLEAR, "not asked, as only http and https are")
        answer = self._ask(url, "HEAD")
        refused = answer.reached and answer.verdict is not Verdict.ALIVE and not answer.is_enough
        return self._ask(url, "GET") if refused else answer

    def _ask(self, url: str, method: str) -> Answer:
        with Deadline(self.timeout, allow_private=self.allow_private) as deadline:
            answer = self._asked(url, method, self._opener(deadline))
        return of_failure(url, TimeoutError()) if deadline.is_over else answer

    def _opener(self, deadline: Deadline) -> urllib.request.OpenerDirector:
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            HTTPHandler(deadline),
            HTTPSHandler(deadline, self.context),
            urllib.request.HTTPDefaultErrorHandler(),
            RedirectHandler(),
            urllib.request.HTTPErrorProcessor(),
        ):
            opener.add_handler(handler)
        return opener

    def _asked(self, url: str, method: str, opener: urllib.request.OpenerDirector) -> Answer:
        try:
            request = urllib.request.Request(  # noqa: S310  http and https only
                written_plainly(url), headers=self.headers, method=method
            )
            with opener.open(request, timeout=self.timeout) as response:
                return of_status(url, response.status, response.url)
        except urllib.error.HTTPError as error:
            with closing(error):
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
