"""Countries, organisations, selection waves and the two vocabularies: what sites refer to."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.enums import Comparator, MoneyScope, WaveKind
from directory.models.base import Dated, Record, dated_constraints, no_empty_words
from directory.models.fields import DayListField, EuroField, SortKeyField, TextListField

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class CountryQuerySet(models.QuerySet):
    def of_the_network(self) -> Self:
        """Return the EuroHPC participating states, and any other country that hosts a site."""
        sites = self.model.sites.rel.related_model.objects.public()
        return self.filter(Q(eurohpc_participant=True) | Q(pk__in=sites.values("country")))


class Country(Dated, Record):
    """A country by its ISO 3166-1 alpha-2 code; its date is when it joined the EuroHPC JU."""

    def participates_on(self, day: datetime.date) -> bool | None:
        """Tell whether it is a EuroHPC participating state on a day, None where no source tells."""
        if not self.eurohpc_participant or day >= dates.today():
            return self.eurohpc_participant
        if self.latest and self.latest <= day:
            return True
        return False if self.earliest and self.earliest > day else None

    FACTS = ("name", "eu_member", "eurohpc_participant", "joined")

    slug = models.CharField(
        _("code"),
        primary_key=True,
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Use the two capital letters of ISO 3166-1."))],
        help_text=_("ISO 3166-1 alpha-2 code, for example FI."),
    )
    name = models.CharField(_("name"), max_length=80, unique=True)
    sort_key = SortKeyField()
    aliases = TextListField(verbose_name=_("other names"))
    eu_member = models.BooleanField(_("EU Member State"), default=False)
    eurohpc_participant = models.BooleanField(_("EuroHPC participating state"), default=False)
    label_latitude = models.DecimalField(
        _("latitude of the label"),
        max_digits=7,
        decimal_places=4,
        validators=LATITUDE,
        help_text=_("Where a map writes the country's name, in degrees north."),
    )
    label_longitude = models.DecimalField(
        _("longitude of the label"),
        max_digits=7,
        decimal_places=4,
        validators=LONGITUDE,
        help_text=_("Where a map writes the country's name, in degrees east."),
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["sort_key", "slug"]
        constraints = dated_constraints("country")

    def get_absolute_url(self) -> str:
        return reverse("directory:country", args=[self.pk])


class Organisation(Record):
    """A body that hosts, coordinates or takes part in a site, or operates a supercomputer."""

    FACTS = ("name", "country", "website")

    name = models.CharField(_("name"), max_length=200, unique=True)
    sort_key = SortKeyField()
    aliases = TextListField(verbose_name=_("other names"))
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "slug"]

    def get_absolute_url(self) -> str:
        return reverse("directory:organisation", args=[self.pk])


class WaveQuerySet(models.QuerySet):
    def as_of(self, day: datetime.date | None = None) -> Self:
        """Return the rounds announced by `day` (default today)."""
        return self.filter(announced_on__lte=day or dates.today())


class Wave(Record):
    """One selection round, announced on one day."""

    FACTS = (
        "announced_on",
        "number_selected",
        "amount_eur",
        "eu_share",
        "call_cutoffs",
        "new_supercomputers_announced",
        "proposals_submitted",
    )

    name = models.CharField(_("name"), max_length=120, unique=True)
    sort_key = SortKeyField()
    kind = models.CharField(_("kind"), max_length=20, choices=WaveKind)
    announced_on = models.DateField(_("announced on"))
    number_selected = models.PositiveSmallIntegerField(
        _("number selected"),
        null=True,
        blank=True,
        help_text=_("Empty as long as nobody has been selected."),
    )
    amount_comparator = models.CharField(
        _("comparator of the amount"), max_length=2, choices=Comparator, null=True, blank=True
    )
    amount_eur = EuroField(
        verbose_name=_("amount in euros"),
        help_text=_("Money announced for the whole round. Needs a comparator and a scope."),
    )
    amount_scope = models.CharField(
        _("scope of the amount"), max_length=20, choices=MoneyScope, null=True, blank=True
    )
    eu_share = models.DecimalField(
        _("EU share"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Stated share of the money that the EU pays, from 0 to 1."),
    )
    call_cutoffs = DayListField(
        verbose_name=_("cut-off dates of the call"),
        help_text=_("Days by which applications were due, as YYYY-MM-DD."),
    )
    new_supercomputers_announced = models.PositiveSmallIntegerField(
        _("new AI supercomputers announced"), null=True, blank=True
    )
    proposals_submitted = models.PositiveSmallIntegerField(
        _("proposals submitted"), null=True, blank=True
    )
    summary = models.TextField(_("summary"), blank=True)

    objects = WaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        ordering = ["announced_on", "slug"]
        constraints = [
            models.CheckConstraint(
                name="wave_amount_with_comparator_and_scope",
                condition=models.Q(
                    amount_comparator__isnull=True,
                    amount_eur__isnull=True,
                    amount_scope__isnull=True,
                )
                | models.Q(
                    amount_comparator__isnull=False,
                    amount_eur__isnull=False,
                    amount_scope__isnull=False,
                ),
                violation_error_message=_("An amount, its comparator and its scope go together."),
            ),
            no_empty_words("wave_no_empty_words", "amount_comparator", "amount_scope"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("directory:wave", args=[self.pk])

    def check_whole(self) -> None:
        if self.sites.exclude(kind=self.kind).exists():
            raise ValidationError({"kind": gettext("Sites of another kind are of this wave.")})


class Term(Record):
    """A word of a controlled vocabulary, with the other words people use for it."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    sort_key = SortKeyField()
    aliases = TextListField(verbose_name=_("other words"), help_text=_("Found by the search."))

    class Meta:
        abstract = True
        ordering = ["sort_key", "slug"]


class Sector(Term):
    """A field of application that sites address."""

    class Meta(Term.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")

    def get_absolute_url(self) -> str:
        return reverse("directory:sector", args=[self.pk])


class Service(Term):
    """A kind of help that sites offer."""

    class Meta(Term.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
