"""Who says what: sources, what they are cited for, where they disagree, what they claim."""

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from directory import dates
from directory.enums import Comparator, Reading, SourceKind
from directory.models.accelerators import Accelerator
from directory.models.access import AccessMode, Policy
from directory.models.base import (
    Dated,
    Part,
    PartQuerySet,
    Record,
    dated_constraints,
    one_subject,
)
from directory.models.fields import SortKeyField
from directory.models.places import Country, Organisation, Wave
from directory.models.sites import Site
from directory.models.supercomputers import Supercomputer


def language_name(code: str) -> str:
    """Return what readers call a language, or its code where Django knows no name for it."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


class SourceQuerySet(models.QuerySet):
    def as_of(self, day: datetime.date | None = None) -> Self:
        """Return the documents that were out by `day` (default today); undated ones only today."""
        day = day or dates.today()
        return self if day >= dates.today() else self.filter(latest__lte=day)


class Source(Dated, Record):
    """A document that states facts. Its date is when it was published; many have none."""

    title = models.CharField(gettext_lazy("title"), max_length=300)
    sort_key = SortKeyField(source="title")
    publisher = models.CharField(gettext_lazy("publisher"), max_length=160)
    url = models.URLField(
        gettext_lazy("address"),
        max_length=600,
        blank=True,
        help_text=gettext_lazy("Empty where the text that quotes it gives none."),
    )
    language = models.CharField(
        gettext_lazy("language"),
        max_length=3,
        validators=[RegexValidator(r"^[a-z]{2,3}$", gettext_lazy("Use an ISO 639 code: en."))],
        help_text=gettext_lazy("ISO 639 code, for example en."),
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=SourceKind)
    reading = models.CharField(gettext_lazy("how it was read"), max_length=20, choices=Reading)
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("source")
        verbose_name_plural = gettext_lazy("sources")
        ordering = ["sort_key", "slug"]
        constraints = dated_constraints("source")

    def get_absolute_url(self) -> str:
        return reverse("directory:source", args=[self.pk])

    def __str__(self) -> str:
        return self.title


class AboutRecord(Part):
    """A row about one fact of one record of any kind that has evidence."""

    SUBJECTS = (
        "site",
        "supercomputer",
        "organisation",
        "country",
        "wave",
        "access_mode",
        "policy",
        "accelerator",
    )

    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, blank=True)
    supercomputer = models.ForeignKey(
        Supercomputer, on_delete=models.CASCADE, null=True, blank=True
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True)
    country = models.ForeignKey(Country, on_delete=models.CASCADE, null=True, blank=True)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, null=True, blank=True)
    access_mode = models.ForeignKey(AccessMode, on_delete=models.CASCADE, null=True, blank=True)
    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, null=True, blank=True)
    accelerator = models.ForeignKey(Accelerator, on_delete=models.CASCADE, null=True, blank=True)
    field = models.CharField(
        gettext_lazy("fact"),
        max_length=40,
        help_text=gettext_lazy("The fact of the record that this is about, for example website."),
    )

    class Meta:
        abstract = True
        default_related_name = "%(class)ss"

    def clean(self) -> None:
        super().clean()
        record = self.owner()
        if record and self.field and self.field not in record.FACTS:
            raise ValidationError(
                {
                    "field": _("“%(field)s” is not a fact of this record. Facts are: %(facts)s.")
                    % {"field": self.field, "facts": ", ".join(record.FACTS)}
                }
            )


class Citation(AboutRecord):
    """A source supports the record's value of a fact, or states another one for it."""

    source = models.ForeignKey(
        Source,
        verbose_name=gettext_lazy("source"),
        on_delete=models.PROTECT,
        related_name="citations",
    )
    states = models.CharField(
        gettext_lazy("states instead"),
        max_length=400,
        blank=True,
        help_text=gettext_lazy("Empty where the source supports the value of the record."),
    )
    number = models.DecimalField(
        gettext_lazy("as a number"),
        max_digits=18,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=gettext_lazy("What the source states, in the unit of the fact."),
    )
    date = models.DateField(gettext_lazy("as a day"), null=True, blank=True)
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta(AboutRecord.Meta):
        verbose_name = gettext_lazy("citation")
        verbose_name_plural = gettext_lazy("citations")
        ordering = ["field", "states", "source"]
        constraints = [
            one_subject("citation_one_subject", AboutRecord.SUBJECTS),
            models.CheckConstraint(
                name="citation_number_or_date_of_a_stated_value",
                condition=~Q(states="") | Q(number__isnull=True, date__isnull=True),
                violation_error_message=gettext_lazy(
                    "A number or a day only belongs to a value that the source states instead."
                ),
            ),
            *(
                models.UniqueConstraint(
                    name=f"citation_once_of_{subject}",
                    fields=[subject, "field", "source", "states"],
                    condition=Q(**{f"{subject}__isnull": False}),
                )
                for subject in AboutRecord.SUBJECTS
            ),
        ]

    def __str__(self) -> str:
        _model, slug = self.owner_key() or (None, "")
        return f"{slug} {self.field}: {self.source_id}"


class Conflict(AboutRecord):
    """The sources of a fact disagree; what each of them says is a citation."""

    comment = models.TextField(
        gettext_lazy("comment"),
        help_text=gettext_lazy("How the values differ, in neutral words and without a verdict."),
    )

    class Meta(AboutRecord.Meta):
        verbose_name = gettext_lazy("conflict")
        verbose_name_plural = gettext_lazy("conflicts")
        ordering = ["field"]
        constraints = [
            one_subject("conflict_one_subject", AboutRecord.SUBJECTS),
            *(
                models.UniqueConstraint(
                    name=f"conflict_once_of_{subject}",
                    fields=[subject, "field"],
                    condition=Q(**{f"{subject}__isnull": False}),
                )
                for subject in AboutRecord.SUBJECTS
            ),
        ]

    def __str__(self) -> str:
        _model, slug = self.owner_key() or (None, "")
        return f"{slug} {self.field}"

    def check_whole(self) -> None:
        citations = [c for c in self.owner().citations.all() if c.field == self.field]
        different_values = {citation.states for citation in citations}
        if len(different_values) <= 1:
            raise ValidationError(
                {
                    "field": _(
                        "“%(field)s” needs two citations that say different things;"
                        " a single deviating remark is a note."
                    )
                    % {"field": self.field}
                }
            )


class ClaimQuerySet(models.QuerySet):
    def as_of(self, day: datetime.date | None = None) -> Self:
        """Return the claims about a time up to `day` (default today); undated ones only today."""
        day = day or dates.today()
        return self if day >= dates.today() else self.filter(latest__lte=day)


class Claim(Dated, Record):
    """A figure about the whole network that a source states; its date is the day it speaks of."""

    statement = models.CharField(
        gettext_lazy("statement"), max_length=300, help_text=gettext_lazy("In our own words.")
    )
    sort_key = SortKeyField(source="statement")
    metric = models.CharField(
        gettext_lazy("metric"),
        max_length=60,
        validators=[RegexValidator(r"^[a-z0-9]+(?:_[a-z0-9]+)*$")],
        help_text=gettext_lazy("What is counted, for example factories_total."),
    )
    comparator = models.CharField(gettext_lazy("comparator"), max_length=2, choices=Comparator)
    value = models.DecimalField(
        gettext_lazy("value"), max_digits=24, decimal_places=4, null=True, blank=True
    )
    value_date = models.DateField(gettext_lazy("value, if it is a day"), null=True, blank=True)
    unit = models.CharField(gettext_lazy("unit"), max_length=40)
    source = models.ForeignKey(
        Source, verbose_name=gettext_lazy("source"), on_delete=models.PROTECT, related_name="claims"
    )
    also_stated_by = models.ManyToManyField(
        Source, verbose_name=gettext_lazy("also stated by"), blank=True, related_name="also_claims"
    )
    note = models.TextField(gettext_lazy("note"), blank=True)

    objects = ClaimQuerySet.as_manager()

    #: What a selection adds to a row: its entry in the ledger.
    entry: Any

    class Meta:
        verbose_name = gettext_lazy("claim")
        verbose_name_plural = gettext_lazy("claims")
        ordering = ["metric", "slug"]
        constraints = [
            *dated_constraints("claim"),
            models.CheckConstraint(
                name="claim_number_or_date",
                condition=Q(value__isnull=True, value_date__isnull=False)
                | Q(value__isnull=False, value_date__isnull=True),
                violation_error_message=gettext_lazy("A claim states a number or a day."),
            ),
        ]

    @property
    def stated_by(self) -> list[Source]:
        """The sources that state it, the first one first."""
        return [self.source, *self.also_stated_by.all()]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("directory:claim", args=[self.pk])


class ClaimTopic(Record):
    """Claims about the same thing that do not say the same, with what sets them apart."""

    name = models.CharField(gettext_lazy("question"), max_length=120, unique=True)
    sort_key = SortKeyField()
    comment = models.TextField(gettext_lazy("comment"))
    claims = models.ManyToManyField(
        Claim, verbose_name=gettext_lazy("claims"), related_name="topics"
    )

    class Meta:
        verbose_name = gettext_lazy("topic of claims")
        verbose_name_plural = gettext_lazy("topics of claims")
        ordering = ["sort_key", "slug"]

    def get_absolute_url(self) -> str:
        return f"{reverse('directory:ledger')}#question-{self.pk}"
