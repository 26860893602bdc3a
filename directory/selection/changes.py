"""Selections of changes: the versions of records that visitors may see, edition by edition."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from directory.models import (
    Accelerator,
    AccessMode,
    Assumption,
    Claim,
    ClaimTopic,
    Country,
    Edition,
    FinderRule,
    HelpEntry,
    Organisation,
    Policy,
    Sector,
    Service,
    Site,
    Source,
    Supercomputer,
    Version,
    Wave,
)
from directory.models.history import SITES, UNPUBLISHED
from directory.selection.belonging import Belonging, Key
from directory.selection.day import end_of
from directory.selection.filters import (
    AsOfFilter,
    ChoiceOfField,
    ChoiceOfLink,
    Choices,
    FilterSetOfRecords,
    OrderFilter,
)
from directory.selection.names import names
from directory.selection.question import CHUNK
from directory.selection.selection import Selection

#: The kinds of record, by the name that their versions bear.
MODELS: dict[str, type[models.Model]] = {
    "sites": Site,
    "supercomputers": Supercomputer,
    "accelerators": Accelerator,
    "waves": Wave,
    "countries": Country,
    "organisations": Organisation,
    "sources": Source,
    "claims": Claim,
    "claim-topics": ClaimTopic,
    "policies": Policy,
    "access-modes": AccessMode,
    "finder-rules": FinderRule,
    "assumptions": Assumption,
    "help": HelpEntry,
    "sectors": Sector,
    "services": Service,
}
ORDERS = {"changed_on": (_("Date"), "edition_id")}
#: Changes of records stand before those that are new in an edition: a first edition is long.
TIES = ("is_new", "kind", "slug", "pk")


def kinds() -> Choices:
    return [(name, kind_label(name)) for name in MODELS]


def kind_label(kind: str) -> str:
    """Return what records of a kind are called, as a heading."""
    words = str(MODELS[kind]._meta.verbose_name_plural)
    return words[:1].upper() + words[1:]


class EditionField(forms.CharField):
    """The number of an edition that was made."""

    @property
    def accepted(self) -> Any:
        newest = Edition.current_number()
        return format_lazy(_("a number from 1 to {newest}"), newest=newest)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        number = int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else 0
        if not number or not Edition.objects.filter(pk=number).exists():
            raise ValidationError(_("There is no such edition."))
        return number


class EditionFilter(django_filters.Filter):
    """What was new or different in one edition."""

    field_class = EditionField

    def filter(self, rows: QuerySet, number: int | None) -> QuerySet:
        return rows.filter(edition=number) if number else rows


class AboutFilter(ChoiceOfLink):
    """Changes of some records of the kind `own` and of what belongs to them."""

    def __init__(self, *, own: str, **options: Any) -> None:
        super().__init__(link=Version, row="pk", value=own, **options)
        self.own = own

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        if not values:
            return rows
        wanted: dict[str, set[str]] = {}
        for value, (kind, slug) in self.belonging():
            if value in values:
                wanted.setdefault(kind, set()).add(slug)
        either = Q(pk__in=[])
        for kind, slugs in wanted.items():
            either |= Q(kind=kind, slug__in=sorted(slugs))
        return rows.filter(either)

    def belonging(self) -> Iterable[tuple[str, Key]]:
        """Yield (value, (kind, slug)) of every record that belongs to a value."""
        for value, _label in self.extra["choices"]():
            yield value, (self.own, value)
        yield from self.parent.belonging.by_kind[self.own]

    def members(self) -> Iterable[tuple[str, Any]]:
        versions = self.parent.belonging.versions
        for value, record in self.belonging():
            yield from ((value, pk) for pk in versions.get(record, ()))


class ChangeFilterSet(FilterSetOfRecords):
    """The filters of the list of changes."""

    kind = ChoiceOfField(label=_("Kind of record"), help_text=_("What was changed."))
    site = AboutFilter(
        own="sites", label=_("Site"), help_text=_("Changes of the site and of its machines.")
    )
    country = AboutFilter(
        own="countries",
        label=_("Country"),
        help_text=_("Changes of the country, its sites, machines and organisations."),
    )
    wave = AboutFilter(
        own="waves",
        label=_("Wave"),
        help_text=_("Changes of the round, its sites and their machines."),
    )
    edition = EditionFilter(
        label=_("Edition"), help_text=_("What was new or different in that edition.")
    )
    as_of = AsOfFilter()
    sort = OrderFilter(ORDERS, ties=TIES)

    RECORDS: ClassVar[dict[str, Any]] = {
        "kind": kinds,
        "site": lambda: names(Site.public()),
        "country": lambda: names(Country.public()),
        "wave": lambda: names(Wave.public()),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["as_of"].extra["help_text"] = _("Editions made by that day, as YYYY-MM-DD.")
        self.belonging = Belonging()


class ChangeSelection(Selection):
    """A selection of what editions made by a day changed; the newest first."""

    name = "changes"
    title = _("Changes")
    counted_words = ngettext_lazy("%(count)d change", "%(count)d changes", "count")
    filterset_class = ChangeFilterSet
    orders = ORDERS
    usual_sort = "-changed_on"
    rows_have_days = False
    pages: ClassVar[dict[str, str]] = {"list": "directory:changes"}

    def all_rows(self) -> QuerySet:
        """Return the versions; `is_new` tells those before which nothing was to be seen."""
        unseen = Q(previous_form__isnull=True) | Q(previous_form="")
        unseen |= Q(kind=SITES, previous_form__contains=UNPUBLISHED)
        return (
            Version.objects.public()
            .filter(edition__made_at__lt=end_of(self.day))
            .with_previous()
            .with_reason()
            .annotate(is_new=Case(When(unseen, then=Value(1)), default=Value(0)))
            .order_by(F("edition_id").desc(), *TIES)
        )

    def for_table(self, rows: QuerySet) -> Any:
        return told_together(rows.select_related("edition"))

    def each(self) -> Iterator[Version]:
        found = self.found if self.is_right else self.no_rows()
        rows = found.select_related("edition").iterator(chunk_size=CHUNK)
        while chunk := told_together(islice(rows, CHUNK)):
            yield from chunk


def told_together(rows: Iterable[Version]) -> list[Any]:
    """Return the rows as a list; each knows the others, so that all are told at once."""
    versions: list[Any] = list(rows)
    for version in versions:
        version.told_with = versions
    return versions
