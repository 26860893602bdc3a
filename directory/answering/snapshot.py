"""Reading a moment of the database, however long it takes, without locking anybody out."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

#: Django's own transactions write on SQLite, and see a new moment in each query on PostgreSQL.
BEGIN = {
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "sqlite": "BEGIN DEFERRED",
}


@contextmanager
def snapshot() -> Iterator[None]:
    """Let everything that is read inside be of one moment; within a transaction, of that one.

    It is for reading only: Django does not know of it, so that its `atomic()` fails inside.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
