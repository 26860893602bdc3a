"""What is asked of the API: a selection, and how much of it is told in which way."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.api.fields import WholeNumberField
from directory.columns import COLUMNS
from directory.columns.parts import parts_of
from directory.editing.kinds import KINDS, Kind
from directory.formats.records import Detail, has_evidence, references, whole
from directory.selection import Selection
from directory.selection.asking import Asked
from directory.selection.changes import EditionField
from directory.selection.facets import Mistake
from directory.selection.question import PAGE

FIELDS, EXPAND, EVIDENCE = "fields", "expand", "evidence"
LIMIT, CURSOR, SINCE = "limit", "cursor", "since"
#: Those that take several values, between commas or repeated.
LISTED = (FIELDS, EXPAND)
USUAL_LIMIT, LARGEST_LIMIT = 100, 1000


class CursorField(forms.CharField):
    """The place in a list from which it goes on."""

    accepted = gettext_lazy("what stands in “next” of an answer to the same question")


def choice_of(names: Iterable[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=[(name, name) for name in names], required=False)


def separated(values: Iterable[str]) -> list[str]:
    return [part.strip() for value in values for part in value.split(",")]


def kind_of(selection: type[Selection] | Selection) -> Kind | None:
    """Return the kind of record that the rows are, if they are records."""
    return KINDS.get(selection.record_kind)


def expandable(name: str, *, of_record: bool) -> dict[str, Any]:
    """Return what can be nested in a record or the rows of a list: parts, then references."""
    parts = [part for part in parts_of(name) if of_record or not part.only_alone]
    both: tuple[Any, ...] = (*parts, *references(name))
    return {one.name: one for one in both}


def own_form(selection: type[Selection], *, of_record: bool) -> type[forms.Form]:
    """Return the parameters that a list or a record has here besides its filters."""
    fields: dict[str, forms.Field] = {
        FIELDS: choice_of(column.name for column in COLUMNS[selection.name])
    }
    if names := expandable(selection.name, of_record=of_record):
        fields[EXPAND] = choice_of(names)
    if has_evidence(selection):
        fields[EVIDENCE] = forms.ChoiceField(choices=[("1", "1")], required=False)
    if not of_record:
        fields[LIMIT] = WholeNumberField(least=1, most=LARGEST_LIMIT, initial=USUAL_LIMIT)
        fields[CURSOR] = CursorField(required=False)
        if kind_of(selection):
            fields[SINCE] = EditionField(required=False)
    return type("OwnForm", (forms.Form,), fields)


class ApiQuestion:
    """A question put to the API: to a list, or to one record with the key `slug`."""

    def __init__(self, asked: type[Selection], params: QueryDict, slug: str = "") -> None:
        form = own_form(asked, of_record=bool(slug))
        own, others = QueryDict(mutable=True), QueryDict(mutable=True)
        for name, values in params.lists():
            one_by_one = separated(values) if name in LISTED else values
            (own if name in form.base_fields else others).setlist(name, one_by_one)
        self.own = Asked(own, form)
        self.has_page = PAGE in others
        others.pop(PAGE, None)
        self.selection = asked(others, slug)
        self.kind = kind_of(asked)

    @property
    def known(self) -> tuple[str, ...]:
        """The parameters that there are."""
        filters = [name for name in self.selection.known if name != PAGE]
        return (*filters, *self.own.known)

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        return tuple(self._mistakes())

    def _mistakes(self) -> Iterator[Mistake]:
        if self.has_page:
            yield Mistake(PAGE, _("There is no such parameter."), self.known)
        for mistake in self.selection.mistakes:
            if mistake.parameter in self.known:
                yield mistake
            else:
                yield Mistake(mistake.parameter, mistake.reason, self.known)
        yield from self.own.mistakes

    @property
    def limit(self) -> int:
        return self.own.asked(LIMIT) or USUAL_LIMIT

    @property
    def cursor(self) -> str:
        return self.own.asked(CURSOR) or ""

    @property
    def since(self) -> int | None:
        """The edition since which changes are asked for."""
        return self.own.asked(SINCE)

    @property
    def detail(self) -> Detail:
        """How much is told: of a list no parts, of a record all, if nothing else is asked for."""
        everything = whole(self.selection)
        fields, expand = self.own.asked(FIELDS) or [], self.own.asked(EXPAND) or []
        all_parts = bool(self.selection.slug) and not fields
        expanded = tuple(c for c in references(self.selection.name) if c.name in expand)
        return Detail(
            columns=tuple(
                column
                for column in everything.columns
                if not fields or column.name in fields or column in expanded
            ),
            parts=tuple(p for p in everything.parts if all_parts or p.name in expand),
            expanded=expanded,
            evidence=bool(self.own.asked(EVIDENCE)),
        )
