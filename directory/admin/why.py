"""The field in which an editor says why something is changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from directory.models.history import WHY


class WhyField(forms.CharField):
    """A reason as the edition keeps it, with the words that most forms ask for it."""

    def __init__(self, **options: Any) -> None:
        usual = {
            "label": gettext_lazy("Reason for the change"),
            "max_length": WHY,
            "help_text": gettext_lazy("Kept with the new version, and published with the change."),
            "widget": forms.TextInput(attrs={"class": "vTextField"}),
        }
        super().__init__(**(usual | options))
