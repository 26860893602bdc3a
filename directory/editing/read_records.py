"""Read records: the rows that a record form describes, read and checked but not yet written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from directory.editing.kinds import Kind
from directory.editing.problems import Problem, reasons
from directory.editing.record_forms import Form, assembled_form
from directory.models import Record


@dataclass
class ReadRow:
    """The values of one row: its own columns, and the slugs of its lists of references."""

    model: type[models.Model]
    values: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)

    def fill(self, row: models.Model) -> models.Model:
        for name, value in self.values.items():
            setattr(row, name, value)
        return row

    def save(self, row: models.Model) -> None:
        self.fill(row).save()
        for name, slugs in self.lists.items():
            getattr(row, name).set(slugs)


@dataclass
class ReadRecord:
    """A record as a form describes it, with its rows; `write` only one without `problems`."""

    kind: Kind
    slug: str
    record: ReadRow
    rows: list[tuple[str, ReadRow]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def write(self) -> Record:
        """Write the record and replace its rows."""
        record = self.kind.model._default_manager.filter(pk=self.slug).first()
        record = record or self.kind.model(slug=self.slug)
        self.record.save(record)
        for model, parent in self.kind.parts:
            model._default_manager.filter(**{parent: self.slug}).delete()
        for _parent, row in self.rows:
            row.save(row.model())
        return record

    def form(self) -> Form:
        """Return the canonical form of what was read; only of one without `problems`."""
        record = self.record.fill(self.kind.model(slug=self.slug))
        rows = [(parent, row.fill(row.model()), row.lists) for parent, row in self.rows]
        return assembled_form(self.kind, (record, self.record.lists), rows)

    def refusals(self) -> Iterator[Problem]:
        """Yield the rules that the rows break, for when the database refused one of them.

        What is unique within the record was checked when the form was read.
        """
        record = self.record.fill(self.kind.model(slug=self.slug))
        record._state.adding = False  # so that it is not held against itself
        yield from self._told(partial(record.full_clean, exclude=["slug"]), "")
        for _parent, row in self.rows:
            filled = row.fill(row.model())
            for constraint in row.model._meta.constraints:
                if isinstance(constraint, models.CheckConstraint):
                    check = partial(constraint.validate, row.model, filled)
                    yield from self._told(check, str(row.model._meta.verbose_name))

    def _told(self, check: Callable[[], None], label: str) -> Iterator[Problem]:
        try:
            check()
        except ValidationError as error:
            for name, reason in reasons(error):
                yield Problem(self.kind.name, self.slug, f"{label} {name}".strip(), reason)
