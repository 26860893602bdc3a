"""What is asked of the comparison: up to five sites, or up to five supercomputers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Site, Supercomputer
from directory.selection.asking import Asked
from directory.selection.chosen import MOST, Chosen
from directory.selection.day import AS_OF, DayField
from directory.selection.facets import Mistake
from directory.selection.names import Choices, names_of
from directory.selection.standing import Standing

SITE, SUPERCOMPUTER = "site", "supercomputer"
KINDS = (SITE, SUPERCOMPUTER)
#: What can be compared of each kind.
RECORDS = {SITE: Site.objects.public, SUPERCOMPUTER: Supercomputer.objects.all}


class ComparedForm(forms.Form):
    """The records to put side by side, and the day."""

    site = forms.MultipleChoiceField(required=False)
    supercomputer = forms.MultipleChoiceField(required=False)
    as_of = DayField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind, choices in names_of({kind: RECORDS[kind]() for kind in KINDS}).items():
            self.fields[kind].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Picker:
    """The records of one kind to choose from, without those that are chosen."""

    kind: str
    choices: Choices


class Compared(Standing, Asked):
    """The records of one kind to put side by side; none where the question is wrong."""

    form_class = ComparedForm

    def _mistakes(self) -> Iterator[Mistake]:
        yield from super()._mistakes()
        if all(self.params.get(kind) for kind in KINDS):
            reason = _("Sites and supercomputers cannot be compared with each other.")
            yield Mistake(SUPERCOMPUTER, f"{reason} {_('Name only the one or the other.')}", KINDS)
        for kind in KINDS:
            if (named := len(self.params.getlist(kind))) > MOST:
                words = _("At most %(most)d can be compared; %(named)d are named.")
                accepted = (_("1 to %(most)d different slugs") % {"most": MOST},)
                yield Mistake(kind, words % {"most": MOST, "named": named}, accepted)

    @cached_property
    def kind(self) -> str:
        """What is to be compared, empty where nothing is named."""
        return next((kind for kind in KINDS if self.params.get(kind)), "")

    @property
    def slugs(self) -> list[str]:
        return self.params.getlist(self.kind) if self.kind and self.is_right else []

    @property
    def chosen(self) -> Chosen:
        """What is named and exists, be it too much."""
        named = self.params.getlist(self.kind) if self.kind else []
        records = [(s, name) for s, name in self.choices(self.kind) if s in named] if named else []
        return Chosen(self.kind, records, self.as_of.day.isoformat() if self.as_of.asked else "")

    @property
    def pickers(self) -> list[Picker]:
        """What can be added: of both kinds where nothing is chosen yet."""
        chosen = self.chosen
        if chosen.is_full:
            return []
        kinds = [self.kind] if self.kind else KINDS
        return [
            Picker(kind, [choice for choice in self.choices(kind) if choice[0] not in chosen.slugs])
            for kind in kinds
        ]

    @property
    def query_of_today(self) -> str:
        """The question without the day as of which it is asked."""
        return self.query(**{AS_OF: []})

    def url_for(self, suffix: str) -> str:
        """Return the address of this comparison as data."""
        return reverse("data:comparison", args=[suffix]) + self.query()
