"""Sites: the AI Factories and their Antennas."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.enums import LocationPrecision, SiteKind, SiteStage
from directory.models.base import Record, both_or_neither, no_empty_words
from directory.models.fields import EuroField, SortKeyField, TextListField
from directory.models.places import (
    LATITUDE,
    LONGITUDE,
    Country,
    Organisation,
    Sector,
    Service,
    Wave,
)
from directory.models.stages import StagedQuerySet, happened_by


class SiteQuerySet(StagedQuerySet):
    ladder = SiteStage

    def public(self) -> Self:
        """Return what visitors may see, in any format."""
        return self.filter(published=True)

    def as_of(self, day: datetime.date | None = None) -> Self:
        """Return the sites selected by `day` (default today), with their stage then."""
        day = day or dates.today()
        selected = self.model.milestones.rel.related_model.objects.filter(
            happened_by(day), site=OuterRef("pk"), reached=True, stage=SiteStage.SELECTED
        )
        return self.filter(Exists(selected)).with_stage(day)


class SiteManager(models.Manager.from_queryset(SiteQuerySet)):  # type: ignore[misc]
    """All sites, or those of the proxy's kind."""

    def get_queryset(self) -> SiteQuerySet:
        sites = super().get_queryset()
        kind = getattr(self.model, "KIND", None)
        return sites.filter(kind=kind) if kind else sites


class Site(Record):
    """One place of the network: an AI Factory or an AI Factory Antenna."""

    FACTS = (
        "name",
        "acronym",
        "aliases",
        "country",
        "city",
        "address",
        "coordinates",
        "wave",
        "status",
        "host",
        "coordinator",
        "partners",
        "partner_countries",
        "supercomputers",
        "linked_factories",
        "website",
        "contact",
        "access_url",
        "eu_funding_eur",
        "total_budget_eur",
        "sectors",
        "services",
    )

    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=SiteKind)
    name = models.CharField(gettext_lazy("name"), max_length=200)
    sort_key = SortKeyField()
    acronym = models.CharField(gettext_lazy("acronym"), max_length=40, blank=True)
    aliases = TextListField(
        verbose_name=gettext_lazy("other and former names"),
        help_text=gettext_lazy("Found by the search."),
    )
    country = models.ForeignKey(
        Country,
        verbose_name=gettext_lazy("host country"),
        on_delete=models.PROTECT,
        related_name="sites",
    )
    city = models.CharField(gettext_lazy("city"), max_length=80, blank=True)
    address = models.CharField(gettext_lazy("address"), max_length=200, blank=True)
    latitude = models.DecimalField(
        gettext_lazy("latitude"),
        max_digits=7,
        decimal_places=5,
        null=True,
        blank=True,
        validators=LATITUDE,
        help_text=gettext_lazy("Degrees north (WGS 84); empty where no place is published."),
    )
    longitude = models.DecimalField(
        gettext_lazy("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=LONGITUDE,
        help_text=gettext_lazy("Degrees east (WGS 84); empty where no place is published."),
    )
    location_precision = models.CharField(
        gettext_lazy("what the coordinates mark"),
        max_length=10,
        choices=LocationPrecision,
        null=True,
        blank=True,
    )
    wave = models.ForeignKey(
        Wave, verbose_name=gettext_lazy("wave"), on_delete=models.PROTECT, related_name="sites"
    )
    website = models.URLField(gettext_lazy("website"), max_length=300, blank=True)
    contact_email = models.EmailField(gettext_lazy("contact address"), blank=True)
    contact_url = models.URLField(gettext_lazy("contact page"), max_length=300, blank=True)
    access_url = models.URLField(
        gettext_lazy("where to apply"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("The page on which users of this site apply for computing time."),
    )
    eu_funding_eur = EuroField(
        verbose_name=gettext_lazy("EU funding"), help_text=gettext_lazy("In euros.")
    )
    total_budget_eur = EuroField(
        verbose_name=gettext_lazy("total budget"),
        help_text=gettext_lazy("In euros, EU and national money together."),
    )
    summary = models.TextField(
        gettext_lazy("summary"), blank=True, help_text=gettext_lazy("In our own words.")
    )
    sectors_as_published = TextListField(verbose_name=gettext_lazy("sectors as published"))
    services_as_published = TextListField(verbose_name=gettext_lazy("services as published"))
    sectors = models.ManyToManyField(
        Sector, verbose_name=gettext_lazy("sectors"), blank=True, related_name="sites"
    )
    services = models.ManyToManyField(
        Service, verbose_name=gettext_lazy("services"), blank=True, related_name="sites"
    )
    partner_countries = models.ManyToManyField(
        Country,
        verbose_name=gettext_lazy("partner countries"),
        blank=True,
        related_name="partner_sites",
        help_text=gettext_lazy("Other countries that take part in the site."),
    )
    organisations = models.ManyToManyField(
        Organisation, through="SiteOrganisation", related_name="sites"
    )
    supercomputers = models.ManyToManyField(
        "Supercomputer", through="SiteMachine", related_name="sites"
    )
    published = models.BooleanField(
        gettext_lazy("published"),
        default=True,
        help_text=gettext_lazy("Sites that are not published never appear in public."),
    )
    last_verified_on = models.DateField(
        gettext_lazy("last verified on"),
        null=True,
        blank=True,
        help_text=gettext_lazy("The day on which somebody last checked the record."),
    )

    objects = SiteManager()

    #: What `as_of()` adds to a row: its stage on the day that was asked for.
    stage: str

    class Meta:
        verbose_name = gettext_lazy("site")
        verbose_name_plural = gettext_lazy("sites")
        ordering = ["sort_key", "slug"]
        constraints = [
            models.CheckConstraint(name="site_kind_known", condition=Q(kind__in=SiteKind.values)),
            no_empty_words("site_no_empty_words", "location_precision"),
            both_or_neither(
                "site_coordinates_both_or_neither",
                "latitude",
                "longitude",
                gettext_lazy("Give latitude and longitude, or neither."),
            ),
            both_or_neither(
                "site_coordinates_with_precision",
                "latitude",
                "location_precision",
                gettext_lazy("Coordinates and what they mark go together."),
            ),
            models.CheckConstraint(
                name="site_coordinates_in_range",
                condition=Q(latitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                violation_error_message=gettext_lazy(
                    "Latitude lies between -90 and 90, longitude between -180 and 180."
                ),
            ),
            models.CheckConstraint(
                name="site_money_not_negative",
                condition=(Q(eu_funding_eur__isnull=True) | Q(eu_funding_eur__gte=0))
                & (Q(total_budget_eur__isnull=True) | Q(total_budget_eur__gte=0)),
                violation_error_message=gettext_lazy("An amount of money is not negative."),
            ),
        ]

    @classmethod
    def public(cls) -> SiteQuerySet:
        return cls.objects.public()

    def get_absolute_url(self) -> str:
        return reverse("directory:site", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.last_verified_on and self.last_verified_on > dates.today():
            raise ValidationError({"last_verified_on": _("This day is still to come.")})
        wave = Wave.objects.filter(pk=self.wave_id).first()
        if wave and self.kind in SiteKind and wave.kind != self.kind:
            raise ValidationError(
                {
                    "wave": _("%(wave)s selected %(kind)s, so this site cannot be of it.")
                    % {"wave": wave, "kind": wave.get_kind_display()}
                }
            )

    def check_whole(self) -> None:
        if self.kind == SiteKind.FACTORY and self.factory_links.exists():
            raise ValidationError({"linked_factories": _("Only an antenna links factories.")})
        if self.kind == SiteKind.ANTENNA and self.antenna_links.exists():
            raise ValidationError({"kind": _("Antennas link to this site: it must be a factory.")})
        if not self.milestones.filter(stage=SiteStage.SELECTED, reached=True).exists():
            raise ValidationError(
                {"milestones": _("A site needs the reached milestone “selected”.")}
            )


class Factory(Site):
    """An AI Factory."""

    KIND = SiteKind.FACTORY

    class Meta:
        proxy = True
        verbose_name = gettext_lazy("AI Factory")
        verbose_name_plural = gettext_lazy("AI Factories")


class Antenna(Site):
    """An AI Factory Antenna."""

    KIND = SiteKind.ANTENNA

    class Meta:
        proxy = True
        verbose_name = gettext_lazy("AI Factory Antenna")
        verbose_name_plural = gettext_lazy("AI Factory Antennas")
