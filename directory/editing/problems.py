"""What is wrong with a record, said so that an editor finds the place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One reason why something cannot be kept."""

    kind: str
    slug: str
    field: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.slug} {self.field}".strip()
        return ": ".join(part for part in (self.kind, place, self.reason) if part)


class ChangeRefusedError(Exception):
    """A change was refused as a whole; nothing of it was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def reasons(self) -> str:
        """The reasons alone, for a message about the one record that everybody looks at."""
        return " ".join(problem.reason for problem in self.problems)


class OutdatedError(ChangeRefusedError):
    """What somebody looked at before deciding is not any more what stands there."""


def refused_by(error: IntegrityError) -> ChangeRefusedError:
    """Return what to tell where the database refused what no form could see beforehand."""
    told = _("A row stands there twice, or is used by another record (%s).") % error
    return ChangeRefusedError([Problem("", "", "", told)])


def reasons(error: ValidationError) -> list[tuple[str, str]]:
    """Return (field, reason) for everything that `error` says; the field may be empty."""
    if hasattr(error, "error_dict"):
        return [
            ("" if field == NON_FIELD_ERRORS else field, message)
            for field, errors in error.message_dict.items()
            for message in errors
        ]
    return [("", message) for message in error.messages]
