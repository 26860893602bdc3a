"""What depends on a record: everything that names it, and would be wrong without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from directory.editing.kinds import Kind, kind_of
from directory.editing.problems import Problem
from directory.models import Part, Record


@dataclass(frozen=True)
class Dependent:
    """A record that names another, and in what."""

    record: Record
    names_it_as: str

    def __str__(self) -> str:
        kind = self.record._meta.verbose_name
        return f"{self.record} ({kind}, {self.names_it_as})"


def dependents(kind: Kind, slug: str) -> list[Dependent]:
    """Return what names a record by any key or list, itself left out; a query for each of them."""
    found = {
        (type(owner), owner.pk, what): Dependent(owner, what)
        for row, what in _naming(kind, slug)
        if (owner := row.owner() if isinstance(row, Part) else row)
        and (kind_of(type(owner)), owner.pk) != (kind, slug)
    }
    return sorted(found.values(), key=lambda d: (d.record._meta.model_name, str(d.record)))


def _naming(kind: Kind, slug: str) -> Iterator[tuple[Any, str]]:
    for model in apps.get_app_config("directory").get_models():
        if model._meta.proxy or not issubclass(model, Record | Part):
            continue
        fields: list[Any] = [*model._meta.fields, *model._meta.many_to_many]
        for field in fields:
            through = field.many_to_many and not field.remote_field.through._meta.auto_created
            if field.related_model is kind.model and not through:
                what = str(field.verbose_name)
                for row in model._base_manager.filter(**{field.name: slug}):
                    yield row, what


def why_needed(kind: Kind, slug: str) -> list[Problem]:
    """Return a problem for each record that would be wrong without this one."""
    return [
        Problem(kind.name, slug, "", _("It is needed by %s.") % dependent)
        for dependent in dependents(kind, slug)
    ]
