"""What editors keep beside the published records: drafts, uploads, what was withdrawn and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.enums import DraftState
from directory.models.base import both_or_neither
from directory.models.history import WHO, WHY


class Draft(models.Model):
    """A record form that waits beside the published record, or before it for a new one.

    `base` is the edition of the record's version that it was begun from, 0 for a new record;
    `revision` grows with every change, so that two people cannot overwrite each other.
    """

    kind = models.CharField(_("kind of record"), max_length=30)
    slug = models.CharField(_("slug"), max_length=80)
    form = models.TextField(_("record form"))
    base = models.PositiveIntegerField(_("begun from edition"), default=0)
    state = models.CharField(
        _("state"), max_length=20, choices=DraftState, default=DraftState.DRAFT
    )
    publish_on = models.DateField(
        _("publish on"), null=True, blank=True, help_text=_("The first day of its publication.")
    )
    approved_by = models.CharField(_("approved by"), max_length=150, null=True, blank=True)
    who = models.CharField(_("written by"), max_length=150)
    why = models.CharField(_("reason for the change"), max_length=WHY)
    note = models.CharField(
        _("note of the reviewer"), max_length=WHY, blank=True, help_text=_("For editors only.")
    )
    revision = models.PositiveIntegerField(_("revision"), default=1)
    changed_at = models.DateTimeField(_("last changed"))

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-changed_at", "-pk"]
        permissions = [("publish_draft", _("Can publish drafts"))]
        constraints = [
            models.UniqueConstraint(
                name="draft_once_for_a_record",
                fields=["kind", "slug"],
                condition=~Q(state=DraftState.DISCARDED),
            ),
            models.CheckConstraint(
                name="draft_state_known",
                condition=Q(state__in=DraftState.values),
                violation_error_message=_("There is no such state."),
            ),
            models.CheckConstraint(
                name="draft_day_where_scheduled",
                condition=Q(state=DraftState.SCHEDULED, publish_on__isnull=False)
                | (~Q(state=DraftState.SCHEDULED) & Q(publish_on__isnull=True)),
                violation_error_message=_("A draft has a day where it is to be published on it."),
            ),
            both_or_neither(
                "draft_scheduled_by_somebody",
                "publish_on",
                "approved_by",
                _("A day of publication needs somebody who approved it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"

    @property
    def is_open(self) -> bool:
        return self.state != DraftState.DISCARDED


class Withdrawal(models.Model):
    """Why a record that was published is so no more, and where its readers are sent instead."""

    kind = models.CharField(_("kind of record"), max_length=30)
    slug = models.CharField(_("slug"), max_length=80)
    reason = models.CharField(
        _("reason"), max_length=WHY, help_text=_("Published at the address of the record.")
    )
    successor = models.CharField(
        _("now see"),
        max_length=80,
        blank=True,
        help_text=_("The slug of the record of the same kind that readers are sent to instead."),
    )
    withdrawn_on = models.DateField(_("withdrawn on"))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-withdrawn_on", "-pk"]
        constraints = [models.UniqueConstraint(name="withdrawn_once", fields=["kind", "slug"])]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class Upload(models.Model):
    """Records that somebody uploaded and has yet to choose from, as forms by their slugs."""

    kind = models.CharField(_("kind of record"), max_length=30)
    name = models.CharField(_("name of the file"), max_length=200)
    forms = models.TextField(_("record forms"))
    base = models.PositiveIntegerField(
        _("exported from edition"),
        null=True,
        blank=True,
        help_text=_("Empty where the file does not say it."),
    )
    who = models.CharField(_("uploaded by"), max_length=WHO)
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class LinkCheck(models.Model):
    """How an address that records name answered when it was last asked."""

    url = models.URLField(_("address"), max_length=600, primary_key=True)
    checked_at = models.DateTimeField(_("checked at"))
    outcome = models.CharField(_("answer"), max_length=200)
    dead_since = models.DateField(_("dead since"), null=True, blank=True)

    class Meta:
        verbose_name = _("checked address")
        verbose_name_plural = _("checked addresses")
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url
