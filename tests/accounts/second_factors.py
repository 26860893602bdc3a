"""A second factor for a test's user, and the codes that its app would show."""

from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor


def give_second_factor(user):
    """Return a second factor of the user, as if it had been set up some time ago."""
    return TOTPDevice.objects.create(user=user, name="app")


def code_of(device):
    """Return a code that is right now, as if the last one had been used some time ago."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0)
    return code_for(device.bin_key)


def code_for(key):
    return f"{totp(key):06}"


def wrong_code_of(device):
    """Return six digits that the app shows at none of the moments that are looked at."""
    near = {totp(device.bin_key, drift=drift) for drift in range(-2, 3)}
    return next(f"{number:06}" for number in range(10) if number not in near)


def give_recovery_codes(user):
    """Return recovery codes as their owner has written them down."""
    codes = second_factor.new_recovery_codes(user)
    assert StaticToken.objects.filter(device__user=user).count() == len(codes)
    return codes
