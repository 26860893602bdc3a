"""The rows of the directory, taken once and put back after tests that commit what they change."""

from django.db import connection, transaction

from directory.editing import guard


class Snapshot:
    def __init__(self) -> None:
        self.rows = {}
        with connection.cursor() as cursor:
            for table in guard.TABLES:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                self.rows[table] = cursor.fetchall()

    def restore(self) -> None:
        """Insert the rows into empty tables; foreign keys are checked at the commit."""
        with guard.lifted(), transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.rows.items():
                if rows:
                    values = ", ".join(["%s"] * len(rows[0]))
                    cursor.executemany(
                        f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({values})", rows
                    )


def empty() -> None:
    """Delete every row of the directory."""
    with guard.lifted(), transaction.atomic(), connection.cursor() as cursor:
        for table in guard.TABLES:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
