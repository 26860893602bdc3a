"""The guard: the database refuses every write to the directory outside a recorded change.

It looks at the statements themselves, so no way of writing gets past it: save, update, bulk
operations, many-to-many rows, deletes, raw SQL.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.utils.functional import SimpleLazyObject

WRITE = re.compile(
    r"""\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM
    |TRUNCATE(?:\s+TABLE)?)\s+["`]?(?P<table>\w+)""",
    re.IGNORECASE | re.VERBOSE,
)

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
    match = WRITE.match(str(sql))
    if match and match["table"] in TABLES:
        (listener.get() or refuse)(match["table"])
    return execute(sql, params, many, context)


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
