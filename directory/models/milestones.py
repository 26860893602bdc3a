"""Milestones: the dated steps from which the stage of a site or a supercomputer is derived."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.enums import UNKNOWN_STAGE, MachineStage, SiteStage
from directory.models.base import Dated, Part, PartQuerySet, dated_constraints, one_subject
from directory.models.sites import Site
from directory.models.stages import happened_by, may_have_happened_by
from directory.models.supercomputers import Supercomputer

STAGES = SiteStage.choices + MachineStage.choices


class MilestoneQuerySet(PartQuerySet):
    def known_on(self, day: datetime.date | None = None) -> Self:
        """Return the steps that had or may have happened by `day`, and the plans stated by then.

        On a past day a plan is left out if no source tells when it was stated.
        """
        day = day or dates.today()
        if day >= dates.today():
            return self
        steps = Q(reached=True) & (happened_by(day) | may_have_happened_by(day))
        return self.filter(steps | Q(reached=False, stated_on__lte=day))

    def newest_reached(self, count: int, day: datetime.date | None = None) -> Self:
        """Return the last steps by `day` (default today) that happened on a published date."""
        reached = self.public().filter(reached=True, latest__lte=day or dates.today())
        dated = reached.filter(earliest__isnull=False)
        return dated.select_related("site", "supercomputer").order_by("-latest", "pk")[:count]


class Milestone(Dated, Part):
    """A step in the life of a site or a supercomputer, reached or planned.

    A plan keeps the day on which it was stated, so that later plans show how far it slipped.
    """

    SUBJECTS = ("site", "supercomputer")

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, null=True, blank=True, related_name="milestones"
    )
    supercomputer = models.ForeignKey(
        Supercomputer, on_delete=models.CASCADE, null=True, blank=True, related_name="milestones"
    )
    stage = models.CharField(gettext_lazy("stage"), max_length=20, choices=STAGES)
    reached = models.BooleanField(
        gettext_lazy("reached"), help_text=gettext_lazy("No: this is a plan.")
    )
    stated_on = models.DateField(
        gettext_lazy("stated on"),
        null=True,
        blank=True,
        help_text=gettext_lazy("For a plan: the day on which its source stated it."),
    )
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)
    sources = models.ManyToManyField(
        "Source", verbose_name=gettext_lazy("sources"), blank=True, related_name="milestones"
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("milestone")
        verbose_name_plural = gettext_lazy("milestones")
        ordering = ["latest", "stated_on", "pk"]
        constraints = [
            *dated_constraints("milestone"),
            one_subject("milestone_one_subject", ("site", "supercomputer")),
            models.CheckConstraint(
                name="milestone_stage_of_its_ladder",
                condition=Q(site__isnull=False, stage__in=SiteStage.values)
                | Q(supercomputer__isnull=False, stage__in=MachineStage.values),
                violation_error_message=gettext_lazy("The stage is not one of its subject."),
            ),
            models.CheckConstraint(
                name="milestone_only_plans_are_stated_on_a_day",
                condition=Q(stated_on__isnull=True) | Q(reached=False),
                violation_error_message=gettext_lazy(
                    "Only a plan has a day on which it was stated."
                ),
            ),
        ]

    def __str__(self) -> str:
        words = self.get_stage_display()
        return f"{words}: {self.as_published}" if self.as_published else words

    def get_absolute_url(self) -> str:
        """Return where it stands on the page of the record whose step it is; no query."""
        page = "site" if self.site_id else "supercomputer"
        address = reverse(f"directory:{page}", args=[self.site_id or self.supercomputer_id])
        return f"{address}#milestone-{self.pk}"

    def clean(self) -> None:
        super().clean()
        ladder = SiteStage if self.site_id else MachineStage
        if self.stage and (self.site_id or self.supercomputer_id) and self.stage not in ladder:
            raise ValidationError(
                {
                    "stage": _("“%(stage)s” is not one of %(accepted)s.")
                    % {"stage": self.stage, "accepted": ", ".join(ladder.values)}
                }
            )
        begins = self.earliest or self.latest
        if self.reached and begins and begins > dates.today():
            raise ValidationError({"as_published": _("A milestone reached lies in the future.")})


def stage_label(stage: str) -> str:
    """Return the words for a stage of either ladder."""
    if stage == UNKNOWN_STAGE:
        return _("Not published")
    return str(dict(STAGES)[stage])
