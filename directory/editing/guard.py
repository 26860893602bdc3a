"""The guard: the database refuses every write to the directory outside a recorded change.

It reads the statements themselves, so that save, update, bulk operations, many-to-many rows,
deletes and raw SQL are all seen. Out of its sight are psycopg's COPY interface and connections
that are not Django's; schema changes belong to migrations and pass.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.utils.functional import SimpleLazyObject

COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
#: Where the part of a statement ends that names the table written to.
TARGET_ENDS = {
    "insert": re.compile(r"\(|\bselect\b|\bvalues\b|\bdefault\b"),
    "replace": re.compile(r"\(|\bselect\b|\bvalues\b"),
    "update": re.compile(r"\bset\b"),
    "delete": re.compile(r"\bwhere\b|\busing\b|\breturning\b"),
}
READS = ("select", "values", "show", "pragma", "fetch", "declare")
SCHEMA = ("create", "alter", "drop", "comment", "reindex", "vacuum", "analyze")
A_WRITE = re.compile(r"\b(?:insert|update|delete|merge|truncate|replace|copy)\b")

#: What is told of each write: the open recorded change, or nothing.
listener: ContextVar[Callable[[str], None] | None] = ContextVar("listener", default=None)

TABLES = SimpleLazyObject(
    lambda: {
        model._meta.db_table
        for model in apps.get_app_config("directory").get_models(include_auto_created=True)
    }
)


class UnrecordedWriteError(RuntimeError):
    """Something tried to write to the directory without recording the change."""


def refuse(table: str) -> None:
    raise UnrecordedWriteError(
        f"A write to {table} outside a recorded change. Open editing.change.recorded_change first."
    )


def watch(execute: Callable, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Let a statement through unless it writes to the directory unrecorded (execute wrapper)."""
    for table in written_tables(str(sql)):
        (listener.get() or refuse)(table)
    return execute(sql, params, many, context)


def written_tables(sql: str) -> set[str]:
    """Return the tables of the directory that `sql`, one or several statements, may write to."""
    if sql.startswith("SELECT") and ";" not in sql:
        return set()  # nearly all statements; the rest is looked at more closely
    statements = COMMENT.sub(" ", sql).casefold().split(";")
    return {table for statement in statements for table in _targets(statement)}


def _targets(statement: str) -> set[str]:
    words = re.findall(r"\w+", statement)
    verb = words[0] if words else ""
    if verb in READS or verb in SCHEMA:
        return set()
    if end := TARGET_ENDS.get(verb):
        words = re.findall(r"\w+", end.split(statement, maxsplit=1)[0])
    elif not A_WRITE.search(statement):
        return set()
    return TABLES.intersection(words)


def install(connection: Any, **kwargs: Any) -> None:
    """Put the guard on a new database connection."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


@contextmanager
def lifted() -> Iterator[None]:
    """Let writes pass unrecorded: for migrations of data and for emptying a test database."""
    token = listener.set(lambda table: None)
    try:
        yield
    finally:
        listener.reset(token)
