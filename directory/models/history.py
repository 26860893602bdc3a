"""What was published when: editions of the directory and the kept versions of its records."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """A numbered state of the whole directory; every committed change makes the next one."""

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    made_at = models.DateTimeField(_("made at"))
    who = models.CharField(_("who"), max_length=150)
    why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(self.number)

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


class Version(models.Model):
    """The written form of one record as an edition left it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField(_("kind of record"), max_length=30)
    slug = models.CharField(_("slug"), max_length=80)
    form = models.TextField(_("record form"), blank=True, help_text=_("Empty once deleted."))

    objects = VersionQuerySet.as_manager()

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
