"""The search as a filter of a list: the parameter `q`."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.selection.facets import Mistake
from directory.selection.found import found
from directory.selection.search_index import Hit

LONGEST_QUESTION = 200


class SearchField(forms.CharField):
    """A few words as people type them; what cannot be shown counts as a space."""

    accepted = gettext_lazy("at most 200 characters")

    def to_python(self, value: Any) -> str:
        return printable(super().to_python(value) or "").strip()

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > LONGEST_QUESTION:
            raise ValidationError(_("It is too long to search for."))


def printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


@dataclass(frozen=True)
class SearchBox:
    """The field in which a list is searched, with what was typed and what is wrong with it."""

    name: str
    help: str
    value: str
    mistakes: tuple[Mistake, ...]


class SearchFilter(django_filters.Filter):
    """Rows of one kind that the search finds, the best first unless another order is asked for."""

    field_class = SearchField

    def __init__(self, *, kind: str, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind
        # Each set of filters has its own copy: one page asks for rows, counts and reasons.
        self._hits: dict[str, dict[str, Hit]] = {}

    def hits(self, question: str) -> dict[str, Hit]:
        """Return what was found of this kind, by slug, the best first."""
        if question not in self._hits:
            hits = (hit for hit in found(question) if hit.entry.kind == self.kind)
            self._hits[question] = {hit.entry.slug: hit for hit in hits}
        return self._hits[question]

    def filter(self, rows: QuerySet, question: str) -> QuerySet:
        if not question:
            return rows
        by_score: dict[int, list[str]] = {}
        for slug, hit in self.hits(question).items():
            by_score.setdefault(hit.score, []).append(slug)
        if not by_score:
            return rows.none()
        cases = [When(pk__in=slugs, then=Value(score)) for score, slugs in by_score.items()]
        slugs = [slug for slugs in by_score.values() for slug in slugs]
        return rows.filter(pk__in=slugs).order_by(Case(*cases).desc(), "sort_key", "slug")
