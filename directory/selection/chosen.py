"""Records that are named one by one: as a filter, and to be compared with each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters.fields import MultipleChoiceField

from directory.selection.day import AS_OF
from directory.selection.filters import ChoiceOfField
from directory.selection.names import Choices, names

COMPARE = "compare"
MOST = 5  # records side by side


class NamedField(MultipleChoiceField):
    """Slugs of records. Only those that are given are looked up: there can be many others."""

    def __init__(self, *, records: Callable[[], QuerySet], **options: Any) -> None:
        super().__init__(choices=cache(lambda: names(records())), **options)
        self.records = records

    def named(self, slugs: Iterable[str]) -> Choices:
        """Return the records of some slugs as choices."""
        return names(self.records().filter(slug__in=filter(slug_re.match, slugs)))

    def validate(self, slugs: list[str]) -> None:
        known = {slug for slug, _name in self.named(slugs)} if slugs else set()
        if not known.issuperset(slugs):
            raise ValidationError(self.error_messages["invalid_choice"])


class ChoiceByName(ChoiceOfField):
    """Rows that are named one by one. A form keeps them and does not offer them: the list does."""

    field_class = NamedField

    def __init__(self, records: Callable[[], QuerySet], **options: Any) -> None:
        super().__init__(field_name="slug", records=records, **options)


class ToCompare(ChoiceByName):
    """Rows chosen to be compared: they narrow nothing, and go along from page to page."""

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        return rows


@dataclass(frozen=True)
class Chosen:
    """The records chosen so far, by slug and name; `kind` is what the comparison calls them."""

    kind: str
    records: Choices
    #: The day as of which they are compared, empty for today.
    as_of: str

    most = MOST

    @property
    def slugs(self) -> list[str]:
        return [slug for slug, _name in self.records]

    @property
    def is_full(self) -> bool:
        return len(self.records) >= MOST

    def query(self, *more: str) -> str:
        """Return the question of the comparison for these and `more`."""
        return self._asking(self.kind, {*self.slugs, *more})

    def query_without(self, slug: str) -> str:
        return self._asking(self.kind, set(self.slugs) - {slug})

    @property
    def carried(self) -> str:
        """The question of a list or the map that keeps them chosen."""
        return self._asking(COMPARE, set(self.slugs))

    def _asking(self, name: str, slugs: set[str]) -> str:
        params = QueryDict(mutable=True)
        if slugs:
            params.setlist(name, sorted(slugs))
        if self.as_of:
            params[AS_OF] = self.as_of
        return f"?{params.urlencode()}" if params else ""
