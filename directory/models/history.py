"""What was published when: editions of the directory and the kept versions of its records."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory import dates

SITES = "sites"
#: How the written form of a site says that visitors may not see it.
UNPUBLISHED = "\npublished: false\n"


def is_public(form: str) -> bool:
    """Tell whether visitors may see the record of a written form, empty for one that is gone."""
    return bool(form) and UNPUBLISHED not in form


#: Two names of users and the words between them.
WHO = 400
WHY = 300


class Edition(models.Model):
    """A numbered state of the whole directory; every committed change makes the next one."""

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    made_at = models.DateTimeField(_("made at"))
    who = models.CharField(_("who"), max_length=WHO)
    why = models.CharField(_("why"), max_length=WHY, blank=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(self.number)

    def get_absolute_url(self) -> str:
        return reverse("directory:edition", args=[self.number])

    @property
    def day(self) -> datetime.date:
        """The day on which it was made, in Brussels."""
        return dates.day_of(self.made_at)

    @classmethod
    def make(cls, who: str, why: str) -> "Edition":
        """Make the next edition."""
        return cls.objects.create(
            number=cls.current_number() + 1, made_at=timezone.now(), who=who, why=why
        )

    @classmethod
    def current(cls) -> "Edition | None":
        """Return the newest edition, None before the first change."""
        return cls.objects.first()

    @classmethod
    def current_number(cls) -> int:
        """Return the number of the newest edition, 0 before the first change."""
        return cls.objects.aggregate(newest=models.Max("number"))["newest"] or 0


class VersionQuerySet(models.QuerySet):
    def newest_edition(self) -> int:
        """Return the number of the newest edition among these versions, 0 without any."""
        return self.aggregate(newest=models.Max("edition"))["newest"] or 0

    def latest_forms(self, kind: str, slugs: list[str]) -> dict[str, str]:
        """Return the newest kept form of each record that has one, empty if it was deleted."""
        newest = (
            self.filter(kind=kind, slug__in=slugs)
            .values("slug")
            .annotate(newest=models.Max("edition"))
            .values_list("slug", "newest")
        )
        newest_of = dict(newest)
        return {
            version.slug: version.form
            for version in self.filter(kind=kind, slug__in=slugs, edition__in=newest_of.values())
            if version.edition_id == newest_of[version.slug]
        }

    def of_hidden_sites(self) -> Self:
        """Return the version of each site that visitors may not see, deleted ones included.

        It is the last one that says something: whether it is published says that version.
        """
        later = self.model.objects.filter(
            kind=SITES, slug=OuterRef("slug"), edition__gt=OuterRef("edition")
        ).exclude(form="")
        unpublished = self.filter(kind=SITES, form__contains=UNPUBLISHED)
        return unpublished.filter(~Exists(later)).order_by()

    def public(self) -> Self:
        """Return what visitors may see: nothing of sites that are not, or were not, published."""
        hidden = self.model.objects.of_hidden_sites().values("slug")
        removed_unseen = self.model.objects.annotate(last=self.model.previous("form")).filter(
            kind=SITES, form="", last__contains=UNPUBLISHED
        )
        return (
            self.exclude(kind=SITES, slug__in=hidden)
            .exclude(kind=SITES, form__contains=UNPUBLISHED)
            .exclude(pk__in=removed_unseen.order_by().values("pk"))
        )

    def hidden(self) -> Self:
        """Return what visitors may not see."""
        return self.exclude(pk__in=self.model.objects.public().order_by().values("pk"))

    def with_reason(self) -> Self:
        """Annotate `reason`: why the edition was made, empty where it holds what is not public.

        What was not public may be what the reason speaks of.
        """
        hidden = self.model.objects.hidden().filter(edition=OuterRef("edition"))
        return self.annotate(
            reason=Case(When(Exists(hidden), then=Value("")), default=F("edition__why"))
        )

    def with_previous(self) -> Self:
        """Annotate `previous_form`: what the last edition before said, null where nothing."""
        return self.annotate(previous_form=self.model.previous("form"))

    def standing_in(self, edition: int) -> Self:
        """Return the public version of each record that stood in an edition."""
        return self.public().newest_in(edition).exclude(form="")

    def withdrawn_since(self, edition: int) -> Self:
        """Return the versions that an edition published of sites that visitors may not see now."""
        hidden = self.model.objects.of_hidden_sites().values("slug")
        stood = self.filter(kind=SITES, slug__in=hidden).newest_in(edition)
        return stood.exclude(form="").exclude(form__contains=UNPUBLISHED)

    def newest_in(self, edition: int) -> Self:
        """Return the newest version of each record that an edition holds."""
        newer = self.model.objects.filter(
            kind=OuterRef("kind"),
            slug=OuterRef("slug"),
            edition__gt=OuterRef("edition"),
            edition__lte=edition,
        )
        return self.filter(~Exists(newer), edition__lte=edition)


class Version(models.Model):
    """The written form of one record as an edition left it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField(_("kind of record"), max_length=30)
    slug = models.CharField(_("slug"), max_length=80)
    form = models.TextField(_("record form"), blank=True, help_text=_("Empty once deleted."))

    objects = VersionQuerySet.as_manager()

    #: What `with_reason()` adds.
    reason: str

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-edition_id", "kind", "slug"]
        constraints = [
            models.UniqueConstraint(
                name="version_once_in_an_edition", fields=["kind", "slug", "edition"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} @{self.edition_id}"

    def get_absolute_url(self) -> str:
        return reverse("directory:kept_record", args=[self.edition_id, self.kind, self.slug])

    @classmethod
    def previous(cls, field: str) -> Subquery:
        """Return a field of the record's version before; null where there is none."""
        earlier = cls.objects.filter(
            kind=OuterRef("kind"), slug=OuterRef("slug"), edition__lt=OuterRef("edition")
        )
        return Subquery(earlier.order_by("-edition_id").values(field)[:1])

    @property
    def was_removed(self) -> bool:
        return not self.form

    @property
    def before(self) -> str:
        """The form before, of rows that `with_previous()` gave; empty if none was public."""
        previous = getattr(self, "previous_form", None) or ""
        unseen = self.kind == SITES and UNPUBLISHED in previous
        return "" if unseen else previous


class Baseline(models.Model):
    """A fingerprint of the form that a fixture file gave a record when it was last loaded.

    It tells an edit made in the admin from a change made in the file.
    """

    kind = models.CharField(_("kind of record"), max_length=30)
    slug = models.CharField(_("slug"), max_length=80)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)

    class Meta:
        verbose_name = _("baseline")
        verbose_name_plural = _("baselines")
        constraints = [
            models.UniqueConstraint(name="baseline_once", fields=["kind", "slug"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
