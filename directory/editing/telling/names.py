"""What records are called that others refer to, and which of them visitors may not hear of."""

from functools import cached_property

from django.db import models
from django.db.models import F, Value

from directory.editing.kinds import KINDS, kind_of
from directory.models import Site, Version
from directory.models.fields import SortKeyField


def name_key(model: type[models.Model]) -> str:
    """Return the field in which a record of `model` has its name."""
    key = model._meta.get_field("sort_key")
    return key.source if isinstance(key, SortKeyField) else "name"


class Names:
    """The names of today of all records, and what visitors may not hear of; a query for each."""

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        first, *others = (
            kind.model._default_manager.order_by()
            .annotate(kind_of_record=Value(name), called=F(name_key(kind.model)))
            .values_list("kind_of_record", "slug", "called")
            for name, kind in KINDS.items()
        )
        every = first.union(*others, all=True)
        return {(kind, slug): name for kind, slug, name in every}

    @cached_property
    def hidden_sites(self) -> frozenset[str]:
        """The sites that visitors may not hear of, deleted ones included."""
        unpublished = Site.objects.filter(published=False).order_by()
        kept = Version.objects.of_hidden_sites().values_list("slug", flat=True)
        return frozenset(unpublished.values_list("slug", flat=True).union(kept))

    def today(self, model: type[models.Model], slug: str) -> str:
        """Return the name of a record, empty where it does not exist any more."""
        return self._names.get((kind_of(model).name, slug), "")

    def of(self, model: type[models.Model], slug: str) -> str:
        """Return what to call a record, which is its slug where it does not exist any more."""
        return self.today(model, slug) or slug

    def is_hidden(self, model: type[models.Model], slug: str) -> bool:
        return model._meta.concrete_model is Site and slug in self.hidden_sites


class EditorsNames(Names):
    """For editors, who may hear of everything."""

    hidden_sites = frozenset()
