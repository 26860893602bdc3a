"""What a visitor asks in an address: checked answers, or what is wrong with them."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.selection.facets import Mistake
from directory.text import is_tracking

LONGEST_REPEATED = 60
#: How many accepted values a message names at most.
MOST_ACCEPTED = 1000


def shortened(value: str) -> str:
    """Return a value as a message repeats it, however long it is."""
    return value if len(value) <= LONGEST_REPEATED else f"{value[:LONGEST_REPEATED]}…"


class Asked:
    """The parameters of an address, put to a form of which no field is required."""

    form_class: type[forms.Form]

    def __init__(self, params: QueryDict, form_class: type[forms.Form] | None = None) -> None:
        if form_class:
            self.form_class = form_class
        self.asked_for = [name for name in params if not is_tracking(name)]
        self.params = QueryDict(mutable=True)
        for name in self.asked_for:
            if values := [value for value in dict.fromkeys(params.getlist(name)) if value]:
                self.params.setlist(name, values)

    @cached_property
    def form(self) -> forms.Form:
        return self.form_class(self.params)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The checked answers by name; without those that are wrong."""
        self.form.is_valid()
        return self.form.cleaned_data

    def asked(self, name: str) -> Any:
        """Return the checked answer to a question; None where it is open or wrong."""
        return self.values.get(name) or None

    @property
    def known(self) -> tuple[str, ...]:
        """The parameters that there are."""
        return tuple(self.form.fields)

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Everything that is wrong with the question; empty where it can be answered."""
        return tuple(self._mistakes())

    @property
    def is_right(self) -> bool:
        return not self.mistakes

    def _mistakes(self) -> Iterator[Mistake]:
        for parameter in self.asked_for:
            if parameter not in self.known:
                yield Mistake(parameter, _("There is no such parameter."), self.known)
            elif not self.is_multiple(parameter) and len(self.params.getlist(parameter)) > 1:
                yield Mistake(parameter, _("It takes one value, not several."))
        for parameter, errors in self.form.errors.items():
            accepted = self.accepted(parameter)
            wrong = [v for v in self.params.getlist(parameter) if v not in accepted]
            values = ", ".join(f"“{shortened(value)}”" for value in wrong)
            reason = _("%(values)s is not accepted here.") % {"values": values}
            own_words = "" if self.choices(parameter) else " ".join(map(str, errors))
            if len(accepted) > MOST_ACCEPTED:
                accepted = (*accepted[:MOST_ACCEPTED], "…")
            yield Mistake(parameter, f"{reason} {own_words}".strip(), accepted)

    def is_multiple(self, parameter: str) -> bool:
        return isinstance(self.form.fields.get(parameter), forms.MultipleChoiceField)

    def choices(self, parameter: str) -> list[tuple[str, str]]:
        choices = getattr(self.form.fields[parameter], "choices", ())
        return [(value, str(label)) for value, label in choices if value]

    def accepted(self, parameter: str) -> tuple[str, ...]:
        """Return the values that a question accepts, or in words what it accepts."""
        field = self.form.fields[parameter]
        if accepted := getattr(field, "accepted", ""):
            return (str(accepted),)
        return tuple(str(value) for value, _label in self.choices(parameter))

    def query(self, **changed: list[str]) -> str:
        """Return the question as a query string in canonical order, with parameters replaced.

        It starts with a question mark, or is empty.
        """
        if not self.params and not any(changed.values()):
            return ""  # without a look at what could be asked, which asks the database
        params = QueryDict(mutable=True)
        for name in dict.fromkeys([*self.known, *self.params]):
            if values := changed.get(name, self.params.getlist(name)):
                params.setlist(name, sorted(values))
        encoded = params.urlencode(safe=":,")
        return f"?{encoded}" if encoded else ""
