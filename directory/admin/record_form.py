"""The form of a record, with the reason for the change."""

from typing import Any

from django import forms
from django.db import models

from directory.admin.why import WhyField
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
    why = WhyField()
    #: The edition of the version that the form was opened with, 0 for one never changed.
    opened_at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    #: Why the last attempt to write the same values was refused.
    refused: ChangeRefusedError | None = None
    #: The edition of the record's newest version when the request began to read it.
    newest: int | None = None
    #: The draft that is edited, where it is not the published record.
    draft: Draft | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind := getattr(self._meta.model, "KIND", None):
            self.instance.kind = kind
        self.initial["opened_at"] = self.newest
        if self.draft:
            self.initial["why"] = self.draft.why

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for problem in self.refused.problems if self.refused else ():
            self.add_error(None, f"{problem.field}: {problem.reason}".removeprefix(": "))
        return cleaned
