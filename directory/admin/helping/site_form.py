"""The form of a site: a place that is pasted, terms that the site's own words speak of."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from directory.admin.helping.pieces import piece
from directory.admin.record_form import RecordForm
from directory.editing.helping.coordinates import ACCEPTED, LONGEST, read_place
from directory.editing.helping.vocabulary import suggestions
from directory.models import Sector, Service

#: The terms that are suggested for the words in a field, and the field of those that are chosen.
VOCABULARIES = {
    "sectors_as_published": (Sector, "sectors"),
    "services_as_published": (Service, "services"),
}


def suggested(field: str, texts: Iterable[str], chosen: Collection[str]) -> str:
    """Return the terms to suggest as a piece of a page, empty where there are none."""
    model, chosen_in = VOCABULARIES[field]
    found = list(suggestions(texts, model.objects.all(), chosen))
    context = {"suggestions": found, "chosen_in": chosen_in}
    return piece("terms", context)


class SiteForm(RecordForm):
    place = forms.CharField(
        label=gettext_lazy("Find coordinates"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"class": "vTextField", "data-place": "", "autocomplete": "off"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "place" in self.fields:
            self.fields["place"].help_text = piece("place_help", {"accepted": ACCEPTED})
        for name in VOCABULARIES:
            if name in self.fields:
                self._suggest(name)

    def _suggest(self, name: str) -> None:
        """Put what can be suggested below the field; scripts keep it up to date while typing."""
        field, chosen_in = self.fields[name], VOCABULARIES[name][1]
        texts = field.to_python(self._value(name))
        chosen = self._value(chosen_in) or () if chosen_in in self.fields else ()
        slugs = {str(getattr(term, "pk", term)) for term in chosen}
        found = suggested(name, texts, slugs) if texts else ""
        box = format_html(
            '<div class="hints" data-hints-of="id_{}" role="status">{}</div>', name, found
        )
        field.help_text = format_html("{}{}", field.help_text, box)
        asked = f"{reverse('editing:terms')}?field={name}"
        field.widget.attrs |= {"data-hints": asked, "data-hints-chosen": f"id_{chosen_in}"}

    def _value(self, name: str) -> Any:
        """Return the value to show of a field; one bound for good would keep its old help text."""
        return self.fields[name].get_bound_field(self, name).value()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if pasted := cleaned.get("place"):
            try:
                found = read_place(pasted)
            except ValidationError as error:
                self.add_error("place", error)
            else:
                cleaned |= found._asdict()
        return cleaned
