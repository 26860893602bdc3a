"""A database of a test's own, outside every transaction: it can be destroyed, or a process in it.

The default connection leads there meanwhile; other processes get there by `url`.
"""

import contextlib
import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection, connections
from django.db.utils import load_backend
from psycopg.sql import SQL, Identifier

numbers = itertools.count(1)


def connect(name: str) -> None:
    """Lead this process's default connection to another database of the same kind."""
    connections["default"].close()
    settings = {**connections["default"].settings_dict, "NAME": name}
    connections["default"] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")


@contextlib.contextmanager
def copied(directory: Path) -> Iterator[str]:
    """Copy the database of the tests, as the session's start left it, and lead there."""
    shared = connections["default"]
    shared.close()
    make = copied_file if connection.vendor == "sqlite" else copied_on_the_server
    with make(str(shared.settings_dict["NAME"]), directory) as name:
        connect(name)
        try:
            yield name
        finally:
            connections["default"].close()
            connections["default"] = shared


@contextlib.contextmanager
def copied_file(source: str, directory: Path) -> Iterator[str]:
    file = directory / "own.sqlite3"
    with contextlib.closing(sqlite3.connect(source)) as one, sqlite3.connect(file) as other:
        one.backup(other)
    other.close()
    yield str(file)


@contextlib.contextmanager
def copied_on_the_server(source: str, directory: Path) -> Iterator[str]:
    name = f"{source}_own_{next(numbers)}"
    address = connection.get_connection_params() | {"dbname": "postgres"}
    known = {key: address[key] for key in ("host", "port", "user", "password", "dbname")}
    with psycopg.connect(**known, autocommit=True) as server:
        # A copy needs a source to which nobody is connected.
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source]
        )
        server.execute(
            SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(source))
        )
        try:
            yield name
        finally:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def url() -> str:
    """Return the DATABASE_URL of the database to which the default connection leads."""
    at = connections["default"].settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def rows() -> dict[str, list[str]]:
    """Return every row of every table."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
        return found
