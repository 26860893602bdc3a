"""What is asked of a collection: the selection that answers, and which of its rows."""

import re
from collections.abc import Iterable
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.api.ogc.fields import LIMIT, FeatureForm, FeaturesForm
from directory.api.parameters import BOX
from directory.selection import Selection
from directory.selection.asking import Asked
from directory.selection.chosen import COMPARE
from directory.selection.day import AS_OF
from directory.selection.facets import Mistake
from directory.text import is_tracking

NUMBER = r"\s*[+-]?[0-9]+(\.[0-9]*)?\s*"
WITH_HEIGHTS = re.compile(",".join(("[^,]*", "[^,]*", NUMBER, "[^,]*", "[^,]*", NUMBER)))


def filters_of_collection(selection_class: type[Selection]) -> list[str]:
    """Return the filters of a list that its collection takes; nothing is compared here."""
    return [name for name in selection_class.filterset_class.base_filters if name != COMPARE]


class FeatureQuestion:
    """A question put to a collection, or to one of its features."""

    def __init__(self, selection_class: type[Selection], params: QueryDict, slug: str = "") -> None:
        self.selection_class, self.slug = selection_class, slug
        form: type[forms.Form] = FeatureForm if slug else FeaturesForm
        own = [name for name in params if name in form.base_fields]
        self.asked = Asked(only(params, own), form)
        self.others = only(params, (name for name in params if name not in own))
        filters = [AS_OF] if slug else filters_of_collection(selection_class)
        self.known = (*form.base_fields, *filters)

    @cached_property
    def selection(self) -> Selection:
        """The selection that answers."""
        params = only(self.others, (name for name in self.others if name in self.known))
        if BOX in params:
            params.setlist(BOX, [without_heights(box) for box in params.getlist(BOX)])
        if day := self.asked.asked("datetime"):
            params[AS_OF] = day.isoformat()
        return self.selection_class(params, self.slug)

    @property
    def mistakes(self) -> list[Mistake]:
        unknown = [name for name in self.others if name not in self.known and not is_tracking(name)]
        mistakes = [*self.asked.mistakes, *self.selection.mistakes]
        mistakes += [
            Mistake(name, _("There is no such parameter."), self.known) for name in unknown
        ]
        if AS_OF in self.others and self.asked.asked("datetime"):
            mistakes.append(Mistake(AS_OF, _("It says the same as datetime: use one of them.")))
        return mistakes

    @property
    def limit(self) -> int:
        return self.asked.asked("limit") or LIMIT

    @property
    def offset(self) -> int:
        return self.asked.asked("offset") or 0

    @property
    def returned(self) -> int:
        return max(0, min(self.limit, self.selection.count - self.offset))

    @property
    def rows(self) -> list:
        """The rows of this page, with all that their columns show."""
        found = self.selection.found[self.offset : self.offset + self.returned]
        return list(self.selection.with_details(found))

    @property
    def pages(self) -> dict[str, int | None]:
        """Where the pages before and after this one start, None where there is none."""
        end = self.offset + self.returned
        start = min(self.offset, self.selection.count)
        return {
            "prev": max(0, start - self.limit) if start else None,
            "next": end if self.returned and end < self.selection.count else None,
        }


def only(params: QueryDict, names: Iterable[str]) -> QueryDict:
    some = QueryDict(mutable=True)
    for name in names:
        some.setlist(name, params.getlist(name))
    return some


def without_heights(box: str) -> str:
    """Return a box of six numbers as one of four: nothing here has a height."""
    if not WITH_HEIGHTS.fullmatch(box):
        return box
    west, south, _lowest, east, north, _highest = box.split(",")
    return f"{west},{south},{east},{north}"
