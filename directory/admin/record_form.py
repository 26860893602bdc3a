"""The form of a record, with the reason for the change."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy

from directory.editing.drafting.drafts import newest_edition
from directory.editing.kinds import kind_of
from directory.editing.problems import ChangeRefusedError
from directory.models import Draft


class PlainTextField(forms.CharField):
    """A text in which a browser's line breaks are those of everybody else."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


FORM_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.TextField: {"form_class": PlainTextField},
    models.URLField: {"assume_scheme": "https"},
}


class RecordForm(forms.ModelForm):
    why = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        max_length=300,
        help_text=gettext_lazy(
            "Kept with the new version of the record, and published with the change."
        ),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    #: The edition of the version that the form was opened with, 0 for one never changed.
    opened_at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    #: Why the last attempt to write the same values was refused.
    refused: ChangeRefusedError | None = None
    #: The draft that is edited, where it is not the published record.
    draft: Draft | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record = self.instance
        if kind := getattr(self._meta.model, "KIND", None):
            record.kind = kind
        if not record._state.adding:
            self.initial["opened_at"] = newest_edition(kind_of(type(record)), record.pk)
        if self.draft:
            self.initial["why"] = self.draft.why

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for problem in self.refused.problems if self.refused else ():
            self.add_error(None, f"{problem.field}: {problem.reason}".removeprefix(": "))
        return cleaned
