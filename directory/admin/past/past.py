"""A record in its kept versions, standing or gone: what the admin's pages about its past show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import reverse

from directory.admin.views import FORMS, form_url
from directory.editing.kinds import KINDS, Kind
from directory.editing.telling.told import Told, form_before, name_in, tell_editors
from directory.models import Record, Site, Version

#: Where the written form of a site says what it is; reading all of it would take long.
SITE_KIND = re.compile(r"^kind: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Past:
    """A record with its versions; `record` is None once it is gone."""

    kind: Kind
    slug: str
    record: Record | None

    @property
    def versions(self) -> QuerySet:
        """The versions, newest first, each with the form before."""
        versions = Version.objects.filter(kind=self.kind.name, slug=self.slug)
        return versions.with_previous().select_related("edition")

    @property
    def newest(self) -> Version | None:
        return self.versions.first()

    @cached_property
    def last_said(self) -> str:
        """The last form that says something."""
        version = self.versions.exclude(form="").first()
        return version.form if version else ""

    @property
    def name(self) -> str:
        return str(self.record or name_in(self.kind, self.last_said) or self.slug)

    @property
    def form_url(self) -> str:
        return form_url(self.record) if self.record else ""


def form_model(kind: Kind, form: str) -> type[Record]:
    """Return the model in whose admin a record is edited that has, or had, this written form."""
    found = SITE_KIND.search(form) if kind.model is Site else None
    return FORMS.get(found[1], Site) if found else kind.model


def version_url(version: Version) -> str:
    """Return the admin's page about a version that has its form before."""
    model = form_model(KINDS[version.kind], version.form or form_before(version))
    return page_url(model, "version", version.slug, version.edition_id)


def page_url(model: type[Record], page: str, slug: str, *more: int) -> str:
    return reverse(f"admin:directory_{model._meta.model_name}_{page}", args=[quote(slug), *more])


def put_in_words(versions: Iterable[Version]) -> list[tuple[Version, Told]]:
    """Return versions that have their form before, each with what changed in it in words."""
    versions = list(versions)
    return list(zip(versions, tell_editors(versions), strict=True))
