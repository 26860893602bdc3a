"""What an answer stands on: the day as of which it is, and the edition that gives it."""

import datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import QueryDict

from directory.models import Edition
from directory.selection.day import AS_OF, AsOf, today


class Standing:
    """The day and the edition of a question that may be asked as of a day."""

    params: QueryDict

    @cached_property
    def as_of(self) -> AsOf:
        """The day as of which the rows are: the one that is asked for, else today."""
        try:
            return AsOf.read(str(self.params.get(AS_OF, "")))
        except ValidationError:  # which is among the mistakes
            return today()

    @property
    def day(self) -> datetime.date:
        return self.as_of.day

    @cached_property
    def edition(self) -> Edition | None:
        """The edition that answers: the newest one, None before the first."""
        return Edition.current()
