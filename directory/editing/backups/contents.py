"""What a database or a backup holds, in short: enough to tell what a restore would lose."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, Self

from django.db.migrations.loader import MigrationLoader

Migration = tuple[str, str]


class Rows(Protocol):
    """Give the rows of a table, of these columns."""

    def __call__(self, table: str, *columns: str) -> list[tuple]: ...


@dataclass(frozen=True)
class Contents:
    migrations: frozenset[Migration]
    edition: int
    #: The day on which the edition was made.
    day: str
    users: frozenset[str]

    @classmethod
    def of(cls, rows: Rows) -> Self:
        editions = [
            (int(number), str(made_at)[:10])
            for number, made_at in rows("directory_edition", "number", "made_at")
        ]
        edition, day = max(editions, default=(0, ""))
        return cls(
            migrations=frozenset((a, n) for a, n in rows("django_migrations", "app", "name")),
            edition=edition,
            day=day,
            users=frozenset(name for (name,) in rows("auth_user", "username")),
        )

    def __str__(self) -> str:
        if not self.edition:
            return f"no edition yet, users: {len(self.users)}"
        return f"edition {self.edition} of {self.day}, users: {len(self.users)}"

    @property
    def is_behind(self) -> bool:
        """Whether it was made by an older version: tables wait to be migrated."""
        return bool(set(MigrationLoader(None).disk_migrations) - self.migrations)

    def losses(self, then: Self) -> Iterator[str]:
        """Yield what is here now and would not be any more once `then` is put back."""
        if self.edition > then.edition:
            span = f"{then.edition + 1} to {self.edition}"
            yield f"the editions {span}, with every change made in them"
        if gone := sorted(self.users - then.users):
            yield f"the users {', '.join(gone)}"


def unknown_migrations(contents: Contents) -> list[Migration]:
    """Return the migrations of a newer version of the portal."""
    on_disk = MigrationLoader(None).disk_migrations
    replaced = {tuple(key) for migration in on_disk.values() for key in migration.replaces}
    return sorted(contents.migrations - set(on_disk) - replaced)
