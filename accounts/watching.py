"""Hearing what concerns safety and writing it into the log, wherever in the portal it is done."""

from datetime import timedelta
from typing import Any

import axes.signals  # noqa: F401  connects before what stands here does
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.log import forget, record
from accounts.models import Kind, SecondFactor

User = get_user_model()

WATCHED = ("username", "password", "is_active", "is_staff", "is_superuser")
#: The tables of rights, each with the names by which its two sides know each other.
RIGHTS = {
    User.groups.through: ("groups", "user_set"),
    User.user_permissions.through: ("user_permissions", "user_set"),
    Group.permissions.through: ("permissions", "group_set"),
}


@receiver(user_logged_in)
def logged_in(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    # From the login on, however busy the session is.
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    device = getattr(user, "otp_device", None)
    with_what = {TOTPDevice: "with a code", StaticDevice: "with a recovery code"}
    name = user.get_username()
    record(Kind.LOGIN, name, with_what.get(type(device), ""), who=name, request=request)
    forget()


@receiver(user_login_failed)
def login_failed(credentials: dict, request: Any = None, **kwargs: Any) -> None:
    """Tell of a wrong login once axes has counted it, which heard of it first (see the imports)."""
    locked_out = getattr(request, "axes_locked_out", False)
    if locked_out and request.axes_failures_since_start is None:
        return  # turned away unheard: the lockout was told when it began
    name, detail = credentials.get("username", ""), credentials.get("detail", "")
    if not User.objects.filter(username=name).exists():
        # Untold which: it may be a password in the wrong field.
        name, detail = "", "a name that no user has"
    record(Kind.FAILED_LOGIN, name, detail, request=request)
    if locked_out:
        record(Kind.LOCKOUT, name, request=request)


@receiver(user_logged_out)
def logged_out(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user:
        record(Kind.LOGOUT, user.get_username(), who=user.get_username(), request=request)


@receiver(pre_save, sender=User)
def remember(instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    looked_at = not raw and (update_fields is None or {*update_fields} & {*WATCHED})
    before = User.objects.filter(pk=instance.pk).values(*WATCHED).first() if looked_at else None
    instance.saved_before = before


@receiver(post_save, sender=User)
def user_saved(instance: Any, created: bool, **kwargs: Any) -> None:
    name = instance.get_username()
    if created:
        rights = [word for word in ("staff", "superuser") if getattr(instance, f"is_{word}")]
        record(Kind.USER_CREATED, name, ", ".join(rights))
        return
    before = instance.saved_before or {}
    changed = {field for field in before if before[field] != getattr(instance, field)}
    if "username" in changed:
        record(Kind.USER_RENAMED, name, f"was {before['username']}")
    # A new hash of the same password is no change: it is made at a login, without set_password.
    if "password" in changed and (instance._password or not instance.has_usable_password()):
        record(Kind.PASSWORD_CHANGED, name)
    if "is_active" in changed:
        record(Kind.USER_ACTIVATED if instance.is_active else Kind.USER_DEACTIVATED, name)
    for flag in ("staff", "superuser"):
        if f"is_{flag}" in changed:
            now = "yes" if getattr(instance, f"is_{flag}") else "no"
            record(Kind.RIGHTS_CHANGED, name, f"{flag}: {now}")


@receiver(pre_save, sender=Group)
def remember_group(instance: Any, raw: bool, **kwargs: Any) -> None:
    names = Group.objects.filter(pk=instance.pk).values_list("name", flat=True)
    instance.name_before = None if raw else names.first()


@receiver(post_save, sender=Group)
def group_saved(instance: Any, created: bool, **kwargs: Any) -> None:
    if created:
        record(Kind.GROUP_CREATED, instance.name)
    elif instance.name_before not in (None, instance.name):
        record(Kind.GROUP_RENAMED, instance.name, f"was {instance.name_before}")


@receiver(post_delete, sender=User)
@receiver(post_delete, sender=Group)
def deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    record(Kind.USER_DELETED if sender is User else Kind.GROUP_DELETED, str(instance))


@receiver(m2m_changed)
def rights_changed(
    sender: type[Model],
    instance: Any,
    action: str,
    reverse: bool,
    model: type[Model],
    pk_set: set[Any] | None,
    **kwargs: Any,
) -> None:
    done = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}.get(action)
    if sender not in RIGHTS or done is None:
        return
    rows: QuerySet[Any] = getattr(instance, RIGHTS[sender][reverse]).all()
    if pk_set is not None:
        rows = model._default_manager.filter(pk__in=pk_set)
    names = sorted(getattr(row, "codename", None) or str(row) for row in rows)
    if names:
        what = f"{model._meta.model_name} {done}: {', '.join(names)}"
        record(Kind.RIGHTS_CHANGED, str(instance), what)


@receiver(post_delete, sender=TOTPDevice)
@receiver(post_delete, sender=SecondFactor)
def second_factor_removed(instance: TOTPDevice, origin: Any = None, **kwargs: Any) -> None:
    """Recovery codes go with the device that they stand in for."""
    StaticDevice.objects.filter(user_id=instance.user_id).delete()
    if not isinstance(origin, User) and getattr(origin, "model", None) is not User:
        record(Kind.SECOND_FACTOR_REMOVED, instance.user.get_username())
