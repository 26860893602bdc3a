"""What rests on its sources as a whole: assumptions of the estimate, terms and questions."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.enums import HelpKind
from directory.models.base import Record
from directory.models.evidence import Source
from directory.models.fields import SortKeyField, TextListField

#: The path of a page of the portal: browsers take two slashes for the address of another host.
PATH = r"/(?![/\\])\S*\Z"


class Sourced(Record):
    """A record that rests on its sources as a whole, and says when somebody checked them."""

    sources = models.ManyToManyField(
        Source,
        verbose_name=gettext_lazy("sources"),
        blank=True,
        related_name="%(class)ss",
    )
    checked_on = models.DateField(gettext_lazy("checked on"))

    class Meta:
        abstract = True

    def needs_sources(self) -> bool:
        return True

    def check_whole(self) -> None:
        if self.needs_sources() and not self.sources.exists():
            raise ValidationError({"sources": _("At least one source is needed.")})


class Assumption(Sourced):
    """A figure of the compute estimate with the range that its sources give it."""

    name = models.CharField(gettext_lazy("name"), max_length=120, unique=True)
    sort_key = SortKeyField()
    value_low = models.DecimalField(gettext_lazy("lowest"), max_digits=14, decimal_places=4)
    value_high = models.DecimalField(gettext_lazy("highest"), max_digits=14, decimal_places=4)
    unit = models.CharField(gettext_lazy("unit"), max_length=80)
    formula = models.CharField(gettext_lazy("formula"), max_length=200, blank=True)
    explanation = models.TextField(gettext_lazy("explanation"))

    class Meta:
        verbose_name = gettext_lazy("assumption of the estimate")
        verbose_name_plural = gettext_lazy("assumptions of the estimate")
        ordering = ["sort_key", "slug"]
        constraints = [
            models.CheckConstraint(
                name="assumption_lowest_not_above_highest",
                condition=Q(value_low__lte=F("value_high")),
                violation_error_message=gettext_lazy("The lowest value is above the highest."),
            ),
            models.CheckConstraint(
                name="assumption_above_zero",
                condition=Q(value_low__gt=0),
                violation_error_message=gettext_lazy("An assumption is above zero."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("directory:estimate") + f"#assumption-{self.pk}"

    @property
    def is_share(self) -> bool:
        """Tell whether it is a part of a whole, at most 1."""
        return self.unit.startswith("share ")

    def clean(self) -> None:
        super().clean()
        if self.is_share and self.value_high is not None and self.value_high > 1:
            raise ValidationError({"value_high": _("A share is at most 1.")})


class HelpEntry(Sourced):
    """A term or a question of users, with an answer in two sentences."""

    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=HelpKind)
    question = models.CharField(gettext_lazy("term or question"), max_length=200, unique=True)
    sort_key = SortKeyField(source="question")
    theme = models.CharField(gettext_lazy("theme"), max_length=60)
    asked_by = models.CharField(gettext_lazy("asked by"), max_length=80, blank=True)
    answer = models.TextField(
        gettext_lazy("answer"), help_text=gettext_lazy("Two sentences in our own words.")
    )
    is_answered = models.BooleanField(
        gettext_lazy("a source answers it"),
        default=True,
        help_text=gettext_lazy("If not, the answer says so."),
    )
    see = TextListField(
        verbose_name=gettext_lazy("see"),
        help_text=gettext_lazy("Pages of the portal that show more, for example /calls/."),
    )
    raised_by = models.ManyToManyField(
        Source,
        verbose_name=gettext_lazy("raised by"),
        blank=True,
        related_name="raised_helpentrys",
        help_text=gettext_lazy("Who reports that users ask this."),
    )

    class Meta:
        verbose_name = gettext_lazy("term or question")
        verbose_name_plural = gettext_lazy("terms and questions")
        ordering = ["sort_key", "slug"]

    def __str__(self) -> str:
        return self.question

    def needs_sources(self) -> bool:
        return self.is_answered

    def get_absolute_url(self) -> str:
        return reverse("directory:help") + f"#{self.pk}"

    def clean(self) -> None:
        super().clean()
        if wrong := [path for path in self.see if not re.match(PATH, path)]:
            raise ValidationError(
                {
                    "see": _("“%(path)s” is no page here: pages begin with one slash, as /calls/.")
                    % {"path": wrong[0]}
                }
            )
