"""What all records share: a permanent slug, one written form, checks that every writer passes."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.models.fields import SLUG_VALIDATOR


class Record(models.Model):
    """A thing with a name of its own in addresses, fixtures, citations and foreign keys.

    `FACTS` names what a source can be cited for. `children()` are the rows that are written and
    kept as part of the record; `check_whole()` holds the rules that span several rows.
    """

    FACTS: ClassVar[tuple[str, ...]] = ()

    slug = models.CharField(
        gettext_lazy("slug"),
        primary_key=True,
        max_length=80,
        validators=[SLUG_VALIDATOR],
        help_text=gettext_lazy("Permanent name in addresses and references. Never changes."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, "name", self.slug))

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Without force_insert a new record with a slug in use would silently overwrite the old one.
        if self._state.adding and not args:
            kwargs.setdefault("force_insert", True)
        super().save(*args, **kwargs)

    @classmethod
    def public(cls) -> models.QuerySet:
        """Return the records that visitors may see."""
        return cls._default_manager.all()

    def owner_key(self) -> tuple[type[models.Model], str]:
        return type(self), self.pk

    def check_whole(self) -> None:
        """Raise ValidationError where rows of this record do not fit together."""


class PartQuerySet(models.QuerySet):
    """Rows that may be about a site, among other records."""

    def public(self) -> Self:
        """Leave out what is about sites that visitors may not see."""
        return self.filter(Q(site__isnull=True) | Q(site__published=True))


class Part(models.Model):
    """A row that is written, kept and restored as part of a record.

    `SUBJECTS` are its foreign keys to records it may be part of; exactly one of them is set.
    """

    SUBJECTS: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def owner_key(self) -> tuple[type[models.Model], str] | None:
        """Return model and slug of the record in whose form this row stands, without a query."""
        for subject in self.SUBJECTS:
            if slug := getattr(self, f"{subject}_id"):
                return self._meta.get_field(subject).related_model, slug
        return None

    def owner(self) -> Record | None:
        """Return the record in whose form this row stands."""
        for subject in self.SUBJECTS:
            if getattr(self, f"{subject}_id"):
                return getattr(self, subject)
        return None

    def check_whole(self) -> None:
        """Raise ValidationError where this row does not fit other rows of its record."""


class Dated(models.Model):
    """Something with a date: the first and last day that it may mean, and its words.

    All three are empty where no date is published. `earliest` alone is empty for "known by".
    """

    as_published = models.CharField(
        gettext_lazy("date as published"),
        max_length=80,
        blank=True,
        help_text=gettext_lazy(
            "For example 2026-09-08, 2026-09, 2026-Q3, 2026-H2, 2026, or “by 2026-09-08” where only"
            " that it had happened is known. Other words need the two days below."
        ),
    )
    earliest = models.DateField(gettext_lazy("earliest day"), null=True, blank=True)
    latest = models.DateField(gettext_lazy("latest day"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def undated(self) -> bool:
        return self.latest is None

    def clean(self) -> None:
        super().clean()
        span = dates.parse(self.as_published)
        if span and not self.earliest and not self.latest:
            self.earliest, self.latest = span.earliest, span.latest
        elif span and (self.earliest, self.latest) != (span.earliest, span.latest):
            raise ValidationError(
                {
                    "as_published": _(
                        "“%(words)s” means %(earliest)s to %(latest)s; the two days say otherwise."
                    )
                    % {"words": self.as_published, **vars(span)}
                }
            )
        elif self.as_published and not span and not self.latest:
            raise ValidationError(
                {
                    "as_published": _(
                        "“%(words)s” is not one of the forms %(accepted)s."
                        " Give the latest day, and the earliest where known."
                    )
                    % {"words": self.as_published, "accepted": dates.ACCEPTED}
                }
            )


def dated_constraints(prefix: str) -> list[models.CheckConstraint]:
    """Return what a dated row can promise by itself, under names that begin with `prefix`."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_earliest_not_after_latest",
            condition=Q(earliest__isnull=True) | Q(earliest__lte=F("latest")),
            violation_error_message=gettext_lazy("The earliest day is after the latest."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_date_with_its_words",
            condition=Q(latest__isnull=True, earliest__isnull=True, as_published="")
            | (Q(latest__isnull=False) & ~Q(as_published="")),
            violation_error_message=gettext_lazy(
                "A date needs its latest day and its words as published, or neither."
            ),
        ),
    ]


def one_subject(name: str, subjects: tuple[str, ...]) -> models.CheckConstraint:
    """Return the constraint that exactly one of the foreign keys `subjects` is set."""
    condition = Q()
    for chosen in subjects:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in subjects})
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=gettext_lazy("Exactly one subject is needed."),
    )


def no_empty_words(name: str, *fields: str) -> models.CheckConstraint:
    """Return the constraint that nullable texts are null where there is nothing, never empty."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | ~Q(**{field: ""})
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=gettext_lazy("A choice that is not made is null, not empty."),
    )


def both_or_neither(name: str, first: str, second: str, message: Any) -> models.CheckConstraint:
    """Return the constraint that two nullable fields are set together."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        violation_error_message=message,
    )
