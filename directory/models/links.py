"""How sites belong together with organisations, supercomputers and each other."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.enums import LinkStatus, MachineStage, MachineUse, OrganisationRole, SiteKind
from directory.models.base import Part
from directory.models.places import Organisation
from directory.models.sites import Site
from directory.models.supercomputers import Supercomputer


class SiteOrganisation(Part):
    """The role of an organisation at a site."""

    SUBJECTS = ("site",)

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="involvements")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=gettext_lazy("organisation"),
        on_delete=models.PROTECT,
        related_name="involvements",
    )
    role = models.CharField(gettext_lazy("role"), max_length=20, choices=OrganisationRole)
    note = models.CharField(
        gettext_lazy("note"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("A department or a remark that the source adds."),
    )

    class Meta:
        verbose_name = gettext_lazy("organisation of a site")
        verbose_name_plural = gettext_lazy("organisations of a site")
        ordering = ["site", "role", "organisation"]
        constraints = [
            models.UniqueConstraint(
                name="site_organisation_once_in_a_role", fields=["site", "organisation", "role"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} ({self.get_role_display()})"


class SiteMachineQuerySet(models.QuerySet):
    def as_of(self, day: datetime.date | None = None) -> Self:
        """Return the uses of machines that were announced by `day` (default today).

        `use_then` is the use on that day. Sources date machines, not their use by sites: before
        a machine ran it was planned for those who use it now; null where no source tells
        whether it ran. `note_then` is the note, which tells of today only.
        """
        day = day or dates.today()
        if day >= dates.today():
            return self.annotate(use_then=F("use"), note_then=F("note"))
        announced = Supercomputer.objects.as_of(day).order_by()
        running = announced.filter(stage=MachineStage.OPERATIONAL)
        rungs = MachineStage.values
        unfinished = announced.filter(stage_rung__lt=rungs.index(MachineStage.OPERATIONAL))
        return self.filter(supercomputer__in=announced.values("pk")).annotate(
            use_then=Case(
                When(use=MachineUse.PLANNED, then=F("use")),
                When(supercomputer__in=running.values("pk"), then=F("use")),
                When(supercomputer__in=unfinished.values("pk"), then=Value(MachineUse.PLANNED)),
                output_field=models.CharField(null=True),
            ),
            note_then=Value("", output_field=models.CharField()),
        )


class SiteMachine(Part):
    """How a site uses a supercomputer."""

    SUBJECTS = ("site",)

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="machine_uses")
    supercomputer = models.ForeignKey(
        Supercomputer,
        verbose_name=gettext_lazy("supercomputer"),
        on_delete=models.PROTECT,
        related_name="site_uses",
    )
    use = models.CharField(gettext_lazy("use"), max_length=20, choices=MachineUse)
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)

    objects = SiteMachineQuerySet.as_manager()

    #: What `as_of()` adds to a row: its use on the day that was asked for.
    use_then: str | None
    note_then: str

    class Meta:
        verbose_name = gettext_lazy("supercomputer of a site")
        verbose_name_plural = gettext_lazy("supercomputers of a site")
        ordering = ["site", "use", "supercomputer"]
        constraints = [
            models.UniqueConstraint(name="site_machine_once", fields=["site", "supercomputer"]),
        ]

    def __str__(self) -> str:
        return f"{self.supercomputer_id} ({self.get_use_display()})"


class AntennaLink(Part):
    """An antenna gives its users access through a factory."""

    SUBJECTS = ("antenna",)

    antenna = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="factory_links")
    factory = models.ForeignKey(
        Site,
        verbose_name=gettext_lazy("factory"),
        on_delete=models.PROTECT,
        related_name="antenna_links",
        limit_choices_to={"kind": SiteKind.FACTORY},
    )
    status = models.CharField(gettext_lazy("status"), max_length=20, choices=LinkStatus)
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = gettext_lazy("linked factory")
        verbose_name_plural = gettext_lazy("linked factories")
        ordering = ["antenna", "factory"]
        constraints = [
            models.UniqueConstraint(name="antenna_link_once", fields=["antenna", "factory"]),
            models.CheckConstraint(
                name="antenna_link_not_to_itself",
                condition=~Q(antenna=F("factory")),
                violation_error_message=gettext_lazy("A site does not link to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.antenna_id} → {self.factory_id}"

    def clean(self) -> None:
        super().clean()
        factory = Site.objects.filter(pk=self.factory_id).first()
        if factory and factory.kind != SiteKind.FACTORY:
            raise ValidationError(
                {"factory": _("%(site)s is not an AI Factory.") % {"site": factory}}
            )
