"""The second factor of a user: an app that shows codes, and recovery codes in its stead."""

import re
import time
from base64 import b32encode
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.log import record
from accounts.models import Kind

RECOVERY_CODES = 10


class TooSoonError(Exception):
    """After wrong codes the next one is looked at only from `until` on."""

    def __init__(self, until: datetime) -> None:
        self.until = until


def is_required() -> bool:
    return settings.REQUIRE_SECOND_FACTOR


def device_of(user: Any) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def suffices(user: Any) -> bool:
    """Say whether a user who is logged in has shown as much as is asked of them."""
    if getattr(user, "otp_device", None):
        return True
    return not is_required() and device_of(user) is None


def verify(user: Any, code: str) -> Device | None:
    """Return the device that a code belongs to, if it is right; it is used up with that."""
    word = re.sub(r"[\s-]+", "", code).lower()
    model = TOTPDevice if re.fullmatch(r"[0-9]{6}", word) else StaticDevice
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            return None
        allowed, told = device.verify_is_allowed()
        if not allowed:
            raise TooSoonError(told["locked_until"])
        return device if device.verify_token(word) else None


def candidate(user: Any, key: str) -> TOTPDevice:
    """Return a device that is not kept anywhere yet."""
    return TOTPDevice(user=user, key=key, name="app", confirmed=True)


def key_as_text(device: TOTPDevice) -> str:
    """Return the key as one types it into an app that sees no picture."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(re.findall(".{1,4}", text))


def set_up(user: Any, key: str, code: str) -> tuple[TOTPDevice, list[str]] | None:
    """Keep the device with this key, in place of any other, if `code` shows that its owner has it.

    Returned with its recovery codes, or nothing.
    """
    device = candidate(user, key)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time()
    word = re.sub(r"\s+", "", code)
    if not re.fullmatch(r"[0-9]{6}", word) or not totp.verify(int(word), device.tolerance):
        return None
    device.last_t, device.drift = totp.t(), totp.drift
    with transaction.atomic():
        remove(user)
        device.save()
        record(Kind.SECOND_FACTOR_SET_UP, user.get_username())
        return device, _recovery_codes(user)


def new_recovery_codes(user: Any) -> list[str]:
    with transaction.atomic():
        record(Kind.RECOVERY_CODES_MADE, user.get_username())
        return _recovery_codes(user)


def _recovery_codes(user: Any) -> list[str]:
    # The device itself stays: somebody may be logged in by it.
    device, _made = StaticDevice.objects.get_or_create(user=user, name="recovery codes")
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def recovery_codes_left(user: Any) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def remove(user: Any) -> bool:
    """Remove the second factor with its recovery codes; say whether there was one."""
    removed, _each = TOTPDevice.objects.filter(user=user).delete()
    return removed > 0


def picture(device: TOTPDevice) -> SafeString:
    """Return the key of a device as a QR code in SVG, black on white in dark mode too."""
    code = segno.make(device.config_url, micro=False)
    svg = code.svg_inline(dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308  made here, of numbers
