"""Comparing: records as a file says them held against the directory, one by one."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import DatabaseError, transaction

from directory.editing.kinds import Kind
from directory.editing.problems import Problem
from directory.editing.read_records import ReadRecord
from directory.editing.record_forms import Form
from directory.models import Baseline


class Prefer(Enum):
    """Which side is right where a file and an edit in the database contradict each other."""

    NEITHER = "neither"
    FILE = "file"
    DATABASE = "database"


class Outcome(Enum):
    """What a file does to a record."""

    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"
    UNCHANGED = "unchanged"
    KEPT = "kept as edited"
    CONFLICT = "in conflict"
    NOT_IN_FILE = "not in the file, kept"


WRITES = (Outcome.CREATED, Outcome.CHANGED, Outcome.DELETED)


@dataclass
class Line:
    """What a file does to one record, with its forms: None where there is none."""

    kind: Kind
    slug: str
    outcome: Outcome
    in_file: Form | None
    in_database: Form | None
    #: The form as of the edition that the file was exported from; None where it does not name one.
    base: Form | None = None
    #: What the file and the edits since its edition say together, where there were some.
    merged: Form | None = None

    @property
    def result(self) -> Form:
        """What is written where the line is chosen."""
        return self.merged or self.in_file or {}

    def differences(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield (field, value in the database, value in the file) for each field that differs."""
        yield from _differences("", self.in_database or {}, self.result)


def _differences(path: str, before: Form, after: Form) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name), after.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _differences(f"{path}{name}.", old, new)
        elif old != new:
            yield f"{path}{name}", old, new


def outcome_of(
    file: Form | None, database: Form | None, loaded: str | None, prefer: Prefer
) -> Outcome | None:
    if file is None:
        if loaded is None:
            return None  # made in the admin, never in a file
        return Outcome.DELETED if prefer is Prefer.FILE else Outcome.NOT_IN_FILE
    if file == database:
        return Outcome.UNCHANGED
    write = Outcome.CREATED if database is None else Outcome.CHANGED
    edited = loaded is not None if database is None else fingerprint(database) != loaded
    if not edited or prefer is Prefer.FILE:
        return write
    if fingerprint(file) == loaded or prefer is Prefer.DATABASE:
        return Outcome.KEPT
    return Outcome.CONFLICT


def fingerprint(form: Form) -> str:
    """Return a text that two forms share only if they say the same."""
    plain = json.dumps(form, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def fingerprints_of_last_load(kind: Kind) -> dict[str, str]:
    """Return by slug what marks the form that was last loaded from the fixture files."""
    return dict(Baseline.objects.filter(kind=kind.name).values_list("slug", "fingerprint"))


def write_records(records: list[ReadRecord]) -> Iterator[Problem]:
    """Write what could be read, yielding what the database refuses.

    References to records that could not be read do no harm: foreign keys are checked at the commit,
    and with any problem there will be none.
    """
    for record in records:
        try:
            with transaction.atomic():
                record.write()
        except DatabaseError as error:
            refusals = list(record.refusals())
            yield from refusals or [Problem(record.kind.name, record.slug, "", str(error))]
