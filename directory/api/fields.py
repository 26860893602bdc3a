"""The form fields that several APIs have."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class WholeNumberField(forms.CharField):
    """A whole number from `least` to `most`; a larger one is refused, or counts as `most`.

    `initial` is what stands for no number; it is described only, not filled in.
    """

    def __init__(self, *, least: int, most: int, initial: int, cut: bool = False) -> None:
        super().__init__(required=False, initial=initial)
        self.least, self.most, self.cut = least, most, cut

    @property
    def accepted(self) -> Any:
        words = gettext_lazy("a whole number from {least} to {most}")
        if self.cut:
            words = gettext_lazy("a whole number from {least} to {most}; larger ones count as that")
        return format_lazy(words, least=self.least, most=self.most)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        digits = text.lstrip("0")[:10]  # enough to tell that it is too large
        number = int(digits or "0") if re.fullmatch("[0-9]+", text) else -1
        if number < self.least or (number > self.most and not self.cut):
            raise ValidationError(_("It is not within what is accepted."))
        return min(number, self.most)
