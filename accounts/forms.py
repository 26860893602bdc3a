"""Forms for a code and for a new password: wrong answers are counted like a wrong login."""

import math
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.models import Device

from accounts import lockout, second_factor


class BareCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


class CodeForm(BareCodeForm):
    """A code of the user's app or a recovery code; valid forms have the device it belongs to."""

    device: Device

    def __init__(self, request: HttpRequest, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user = user

    def clean_code(self) -> str:
        name = self.user.get_username()
        if lockout.is_locked_out(self.request, name):
            raise ValidationError(_("Too many wrong codes."))
        try:
            device = second_factor.verify(self.user, self.cleaned_data["code"])
        except second_factor.TooSoonError as too_soon:
            raise ValidationError(_wait(too_soon)) from too_soon
        if device is None:
            lockout.count(self.request, name, "wrong code")
            raise ValidationError(_("This code is wrong, or it was used before."))
        self.device = device
        return ""


class NewPasswordForm(AdminPasswordChangeForm):
    """Asks for the old password: who found a browser logged in may not try out which it is."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        name = self.user.get_username()
        if lockout.is_locked_out(self.request, name):
            raise ValidationError(_("Too many wrong passwords."))
        try:
            return super().clean_old_password()
        except ValidationError:
            lockout.count(self.request, name, "wrong old password")
            raise


def _wait(too_soon: second_factor.TooSoonError) -> str:
    seconds = max(1, math.ceil((too_soon.until - timezone.now()).total_seconds()))
    return ngettext(
        "After a wrong code, wait a little: enter the next one in %(seconds)d second.",
        "After wrong codes, wait a little: enter the next one in %(seconds)d seconds.",
        seconds,
    ) % {"seconds": seconds}
