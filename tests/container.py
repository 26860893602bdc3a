"""The container's files as tests read them, and a portal started by the image's own command."""

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTEN = "0.0.0.0:8000"
PATIENCE = 60


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile, each with what follows it, in one line."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = text.replace("\\\n", "").splitlines()
    return [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]


def of(instruction: str) -> list[str]:
    """Return what follows each instruction of that name."""
    return [rest for name, rest in instructions() if name == instruction]


def start_command() -> str:
    """Return the shell command with which a container starts."""
    shell, option, command = json.loads(of("CMD")[-1])
    assert (shell, option) == ("sh", "-c")
    return command


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Portal:
    """A running portal, asked as the proxy in front of it asks."""

    port: int

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers)

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: str = "") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, names)
            response = connection.getresponse()
            return Answer(
                response.status, response.headers, response.read().decode(errors="replace")
            )


@contextlib.contextmanager
def started(command: str, variables: Mapping[str, str]) -> Iterator[Portal]:
    """Run a start command with these variables only, on a free port of this machine.

    Whoever asks before the portal is up waits; whoever asks after it failed is refused.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert LISTEN in command
        process = subprocess.Popen(
            ["sh", "-c", command.replace(LISTEN, f"fd://{listener.fileno()}")],
            cwd=ROOT,
            env=surroundings(variables),
            pass_fds=[listener.fileno()],
            start_new_session=True,  # Ctrl-C ends the tests first, the portal after them
        )
    try:
        yield Portal(port)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def surroundings(variables: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", **variables}
