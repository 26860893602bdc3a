"""Throw-away PostgreSQL servers for tests, each in a temporary directory of its own.

`python -m tests.cluster.postgres -- COMMAND ...` runs the command with DATABASE_URL naming one.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.cluster import binaries
from tests.cluster.binaries import ClusterError

PATIENCE = 60  # seconds for a start, half of it for a stop
# Nothing here outlives a crash, so nothing has to reach the disk.
OPTIONS = {"fsync": "off", "synchronous_commit": "off", "unix_socket_directories": ""}


class Cluster:
    """One server with its own data directory, on a free port of the loopback interface."""

    def __init__(self, path: Path, bindir: Path) -> None:
        self.path = path
        self.data = path / "data"
        self.log = path / "log"
        self.identity = unprivileged_identity()
        self.bindir = self.reachable(bindir)
        self.port = free_port()
        self.password = secrets.token_hex(16)
        self.server: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"postgres://postgres:{self.password}@127.0.0.1:{self.port}/postgres"

    def start(self) -> "Cluster":
        if not self.data.exists():
            self.initialise()
        options = OPTIONS | {"listen_addresses": "127.0.0.1", "port": self.port}
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                [self.bindir / "postgres", *(f"--{k}={v}" for k, v in options.items())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C ends the tests first, the server after them
                **self.surroundings(),
            )
        try:
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End the server: kindly, then by force."""
        for kind in (signal.SIGINT, signal.SIGQUIT):
            if self.server and self.server.poll() is None:
                self.server.send_signal(kind)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.server.wait(PATIENCE / 2)

    def initialise(self) -> None:
        """Make the data directory, with a superuser who needs a password."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        password_file = self.path / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password)
        if self.identity:
            for path in (self.path, password_file):
                os.chown(path, self.identity["user"], self.identity["group"])
        self.run(
            "initdb",
            "--username=postgres",
            "--auth=scram-sha-256",
            f"--pwfile={password_file}",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        )

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs on the data directory and return what it prints."""
        try:
            return subprocess.run(
                [self.bindir / program, *arguments],
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=True,
                **self.surroundings(),
            ).stdout
        except subprocess.CalledProcessError as error:
            raise ClusterError(f"{program}: {error.stderr.strip()}") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ClusterError(str(error)) from error

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if self.server.poll() is None and time.monotonic() < deadline:
                    time.sleep(0.05)
                    continue
                last_words = self.log.read_text(errors="replace")[-1000:]
                raise ClusterError(f"{error}\n{last_words}") from error
            return

    def surroundings(self) -> dict:
        """Return what a program of PostgreSQL runs in: none of the caller's PG… variables."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        environment |= {"LC_ALL": "C", "PGDATA": str(self.data)}
        return {"cwd": self.path, "env": environment, **self.identity}

    def reachable(self, bindir: Path) -> Path:
        """Return `bindir`, or a copy of it if the server's user may not look there."""
        probe = ["test", "-x", bindir / "postgres"]
        if subprocess.run(probe, cwd="/", check=False, **self.identity).returncode == 0:
            return bindir
        copy = self.path / "programs"
        # A wheel keeps the libraries of its programs beside its package.
        for folder in (bindir.parent, bindir.parents[1].with_suffix(".libs")):
            if folder.exists():
                shutil.copytree(folder, copy / folder.relative_to(bindir.parents[2]))
        return copy / bindir.relative_to(bindir.parents[2])


def unprivileged_identity() -> dict:
    """Return whom the server runs as, in subprocess's words: PostgreSQL refuses root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise ClusterError("PostgreSQL refuses root, and there is no user postgres or nobody.")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def start_first(directory: Path, bindirs: Iterator[Path]) -> Cluster:
    """Start a server from the first of `bindirs` that really works."""
    failures = []
    for number, bindir in enumerate(dict.fromkeys(bindirs)):
        try:
            binaries.check(bindir)
            return Cluster(directory / str(number), bindir).start()
        except ClusterError as error:
            failures.append(f"{bindir}: {error}")
    raise ClusterError(
        "The tests need a PostgreSQL server, and none starts. Install one (on Debian the package"
        " postgresql), or set PG_BINDIR to the directory of its initdb and postgres.\n"
        + "\n".join(failures)
    )


@contextlib.contextmanager
def running_cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="portal-postgres-") as directory:
        Path(directory).chmod(0o711)  # the server's user has to get through
        cluster = start_first(Path(directory), binaries.candidates())
        try:
            yield cluster
        finally:
            cluster.stop()


def run_to_the_end(command: list[str], environment: dict[str, str]) -> int:
    """Run a command and return its status; if we are stopped meanwhile, it is stopped first."""
    child = subprocess.Popen(command, env=environment)
    try:
        return child.wait()
    except KeyboardInterrupt:  # the terminal has told the child as well
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        sys.exit(__doc__)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        with running_cluster() as cluster:
            status = run_to_the_end(command, os.environ | {"DATABASE_URL": cluster.url})
            return status if status >= 0 else 128 - status  # as a shell tells of a signal
    except ClusterError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
