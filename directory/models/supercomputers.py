"""Supercomputers: the machines that sites use or will use."""

import datetime
from typing import Self

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.enums import CostScope, MachineRole, MachineStage
from directory.models.accelerators import Accelerator
from directory.models.base import Record, both_or_neither, no_empty_words
from directory.models.fields import EuroField, SortKeyField, TextListField
from directory.models.places import Country, Organisation
from directory.models.stages import StagedQuerySet, happened_by, may_have_happened_by


class SupercomputerQuerySet(StagedQuerySet):
    ladder = MachineStage

    def as_of(self, day: datetime.date | None = None) -> Self:
        """Return the machines of `day` (default today) with their stage then.

        Left out is a machine whose every step reached came later for certain, or that was
        announced later for certain and of which no step is known to have come before: on that day
        nobody had announced it.
        """
        day = day or dates.today()
        steps = self.model.milestones.rel.related_model.objects.filter(
            supercomputer=OuterRef("pk"), reached=True
        )
        begun = Exists(steps.filter(happened_by(day)))
        may_have_begun = Exists(steps.filter(may_have_happened_by(day))) & ~Exists(
            steps.filter(stage=MachineStage.PLANNED, earliest__gt=day)
        )
        return self.filter(begun | may_have_begun | ~Exists(steps)).with_stage(day)


class Supercomputer(Record):
    """A machine that a site uses or will use. Figures are null where they are not published."""

    FACTS = (
        "name",
        "country",
        "city",
        "operator",
        "role",
        "status",
        "sites",
        "vendor",
        "cpu",
        "accelerator_model",
        "accelerator_count",
        "nodes",
        "rmax_pflops",
        "rpeak_pflops",
        "ai_eflops",
        "top500_rank",
        "power_kw",
        "storage_pb",
        "cost_eur",
        "owner",
        "builds_upon",
        "website",
    )

    name = models.CharField(_("name"), max_length=120)
    sort_key = SortKeyField()
    aliases = TextListField(verbose_name=_("other names"))
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        related_name="supercomputers",
    )
    city = models.CharField(_("city"), max_length=80, blank=True)
    operator = models.ForeignKey(
        Organisation,
        verbose_name=_("operator"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="operated_supercomputers",
        help_text=_("The body that runs the machine."),
    )
    role = models.CharField(_("role"), max_length=30, choices=MachineRole)
    vendor = models.CharField(_("vendor"), max_length=120, blank=True)
    cpu = models.CharField(_("processors"), max_length=160, blank=True)
    accelerator_model = models.CharField(_("accelerator"), max_length=120, blank=True)
    accelerator = models.ForeignKey(
        Accelerator,
        verbose_name=_("accelerator as a record"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supercomputers",
        help_text=_("The model that the number of accelerators counts, where it is only one."),
    )
    accelerator_count = models.PositiveIntegerField(
        _("number of accelerators"), null=True, blank=True
    )
    nodes = models.PositiveIntegerField(_("nodes"), null=True, blank=True)
    figures_scope = models.CharField(
        _("what the figures cover"),
        max_length=200,
        blank=True,
        help_text=_("For example “GPU partition only”."),
    )
    rmax_pflops = models.DecimalField(
        _("Rmax"),
        max_digits=10,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Measured HPL performance, in petaflop/s."),
    )
    rpeak_pflops = models.DecimalField(
        _("Rpeak"),
        max_digits=10,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Theoretical peak performance (FP64), in petaflop/s."),
    )
    ai_eflops = models.DecimalField(
        _("AI performance"),
        max_digits=8,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In exaflop/s at the precision beside it."),
    )
    ai_precision = models.CharField(
        _("precision of the AI performance"),
        max_length=60,
        blank=True,
        help_text=_("For example FP4 or “not stated”."),
    )
    top500_rank = models.PositiveIntegerField(
        _("TOP500 rank"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    top500_list = models.CharField(
        _("TOP500 list"),
        max_length=7,
        null=True,
        blank=True,
        validators=[
            RegexValidator(r"^\d{4}-(06|11)$", _("Lists appear in June and November: 2026-06."))
        ],
        help_text=_("The list that the rank is from, for example 2026-06."),
    )
    power_kw = models.DecimalField(
        _("power"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In kilowatts."),
    )
    storage_pb = models.DecimalField(
        _("storage"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In petabytes."),
    )
    cost_eur = EuroField(verbose_name=_("cost"), help_text=_("In euros."))
    cost_scope = models.CharField(
        _("what the cost covers"),
        max_length=30,
        choices=CostScope,
        null=True,
        blank=True,
    )
    owner_name = models.CharField(_("owner"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    builds_upon = models.ForeignKey(
        "self",
        verbose_name=_("builds upon"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="built_upon_by",
        help_text=_("The machine that this one extends or follows."),
    )
    summary = models.TextField(_("summary"), blank=True)
    notes = models.TextField(
        _("notes"),
        blank=True,
        help_text=_("What a reader must know to read the figures right."),
    )

    objects = SupercomputerQuerySet.as_manager()

    #: What `as_of()` adds to a row: its stage on the day that was asked for.
    stage: str

    class Meta:
        verbose_name = _("supercomputer")
        verbose_name_plural = _("supercomputers")
        ordering = ["sort_key", "slug"]
        constraints = [
            models.CheckConstraint(
                name="supercomputer_role_known", condition=Q(role__in=MachineRole.values)
            ),
            no_empty_words("supercomputer_no_empty_words", "top500_list", "cost_scope"),
            both_or_neither(
                "supercomputer_rank_with_its_list",
                "top500_rank",
                "top500_list",
                _("A rank and the list it is from go together."),
            ),
            both_or_neither(
                "supercomputer_cost_with_its_scope",
                "cost_eur",
                "cost_scope",
                _("A cost and what it covers go together."),
            ),
            models.CheckConstraint(
                name="supercomputer_ai_performance_with_precision",
                condition=Q(ai_eflops__isnull=True, ai_precision="")
                | (Q(ai_eflops__isnull=False) & ~Q(ai_precision="")),
                violation_error_message=_(
                    "AI performance needs its precision (“not stated” where no source tells)."
                ),
            ),
            models.CheckConstraint(
                name="supercomputer_not_built_upon_itself",
                condition=Q(builds_upon__isnull=True) | ~Q(builds_upon=F("slug")),
                violation_error_message=_("A machine does not build upon itself."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("directory:supercomputer", args=[self.pk])
