"""How users get computing time, and the policies behind the programme."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.enums import AccessTrack, ComputeUnit, PolicyKind, PolicyStepKind, Recurrence
from directory.models.base import Dated, Part, Record, dated_constraints, no_empty_words
from directory.models.fields import SortKeyField


class AccessModeQuerySet(models.QuerySet):
    def with_calls(self) -> Self:
        """Return modes that come with their cut-off days; one query more."""
        return self.prefetch_related("calls")


class AccessMode(Record):
    """A way to get computing time."""

    FACTS = (
        "name",
        "for_whom",
        "eligibility",
        "resources",
        "duration",
        "turnaround",
        "cost",
        "cutoffs",
        "apply_url",
        "info_url",
        "example",
    )

    name = models.CharField(_("name"), max_length=120, unique=True)
    sort_key = SortKeyField()
    track = models.CharField(_("track"), max_length=20, choices=AccessTrack)
    for_whom = models.TextField(_("for whom"), blank=True)
    eligibility = models.TextField(_("who may apply"), blank=True)
    resource_unit = models.CharField(
        _("unit of the resources"), max_length=20, choices=ComputeUnit, null=True, blank=True
    )
    resource_min = models.PositiveIntegerField(_("smallest size"), null=True, blank=True)
    resource_max = models.PositiveIntegerField(_("largest size"), null=True, blank=True)
    resources = models.TextField(_("resources"), blank=True)
    duration = models.CharField(_("duration"), max_length=120, blank=True)
    turnaround = models.TextField(_("turnaround"), blank=True)
    turnaround_working_days = models.PositiveSmallIntegerField(
        _("turnaround in working days"), null=True, blank=True
    )
    cost = models.TextField(_("cost"), blank=True)
    always_open = models.BooleanField(
        _("open all the time"), null=True, blank=True, help_text=_("Unknown where no source tells.")
    )
    recurrence = models.CharField(
        _("recurring cut-off"), max_length=30, choices=Recurrence, null=True, blank=True
    )
    cutoff_time = models.CharField(
        _("hour of the cut-off"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^([01]\d|2[0-3]):[0-5]\d$", _("Write the hour as 10:00."))],
        help_text=_("In Brussels, for example 10:00."),
    )
    apply_url = models.URLField(_("where to apply"), max_length=300, blank=True)
    info_url = models.URLField(_("where to read more"), max_length=300, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    example = models.TextField(_("example"), blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = AccessModeQuerySet.as_manager()

    class Meta:
        verbose_name = _("access mode")
        verbose_name_plural = _("access modes")
        ordering = ["track", "sort_key", "slug"]
        constraints = [
            models.CheckConstraint(
                name="access_mode_smallest_not_above_largest",
                condition=Q(resource_min__isnull=True)
                | Q(resource_max__isnull=True)
                | Q(resource_min__lte=F("resource_max")),
                violation_error_message=_("The smallest size is above the largest."),
            ),
            models.CheckConstraint(
                name="access_mode_sizes_with_unit",
                condition=Q(resource_unit__isnull=False)
                | Q(resource_min__isnull=True, resource_max__isnull=True),
                violation_error_message=_("A size needs its unit."),
            ),
            no_empty_words("access_mode_no_empty_words", "resource_unit", "recurrence"),
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('directory:calls')}#mode-{self.pk}"


class AccessCall(Part):
    """One cut-off day of an access mode, at the mode's hour in Brussels."""

    SUBJECTS = ("mode",)

    mode = models.ForeignKey(AccessMode, on_delete=models.CASCADE, related_name="calls")
    closes_on = models.DateField(_("cut-off day"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("cut-off")
        verbose_name_plural = _("cut-offs")
        ordering = ["closes_on"]
        constraints = [
            models.UniqueConstraint(name="access_call_once", fields=["mode", "closes_on"]),
        ]

    def __str__(self) -> str:
        return str(self.closes_on)


class Policy(Dated, Record):
    """A law, plan or call of the programme; its date is the one it is known by."""

    FACTS = ("name", "date", "kind", "url", "summary", "steps")

    name = models.CharField(_("name"), max_length=160, unique=True)
    sort_key = SortKeyField()
    kind = models.CharField(_("kind"), max_length=20, choices=PolicyKind)
    url = models.URLField(_("address"), max_length=400, blank=True)
    summary = models.TextField(_("summary"), blank=True)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["latest", "slug"]
        constraints = dated_constraints("policy")

    def get_absolute_url(self) -> str:
        return f"{reverse('directory:timeline')}#policy-{self.pk}"


class PolicyStep(Dated, Part):
    """A later step of a policy."""

    SUBJECTS = ("policy",)

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=20, choices=PolicyStepKind)

    class Meta:
        verbose_name = _("step of a policy")
        verbose_name_plural = _("steps of a policy")
        ordering = ["latest", "step"]
        constraints = [
            *dated_constraints("policy_step"),
            models.UniqueConstraint(name="policy_step_once", fields=["policy", "step"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.as_published}"
