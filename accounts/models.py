"""The log of what concerns safety, and the second factors as administrators see them."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice


class Kind(models.TextChoices):
    LOGIN = "login", _("Login")
    FAILED_LOGIN = "failed-login", _("Failed login")
    LOCKOUT = "lockout", _("Lockout")
    LOGOUT = "logout", _("Logout")
    PASSWORD_CHANGED = "password-changed", _("Password changed")
    SECOND_FACTOR_SET_UP = "second-factor-set-up", _("Second factor set up")
    SECOND_FACTOR_REMOVED = "second-factor-removed", _("Second factor removed")
    RECOVERY_CODES_MADE = "recovery-codes-made", _("Recovery codes made")
    USER_CREATED = "user-created", _("User created")
    USER_RENAMED = "user-renamed", _("User renamed")
    USER_ACTIVATED = "user-activated", _("User activated")
    USER_DEACTIVATED = "user-deactivated", _("User deactivated")
    USER_DELETED = "user-deleted", _("User deleted")
    GROUP_CREATED = "group-created", _("Group created")
    GROUP_RENAMED = "group-renamed", _("Group renamed")
    GROUP_DELETED = "group-deleted", _("Group deleted")
    RIGHTS_CHANGED = "rights-changed", _("Rights changed")


class SecurityEvent(models.Model):
    """Names are kept as text, so that an event outlives the users it tells of."""

    #: Addresses are personal data: older events are deleted at the next login.
    KEPT_FOR = timedelta(days=365)

    at = models.DateTimeField(_("at"), db_index=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    who = models.CharField(_("by whom"), max_length=150, blank=True)
    about = models.CharField(_("about whom"), max_length=150, blank=True)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    detail = models.TextField(_("detail"), blank=True)

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        default_permissions = ("view",)
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about}"


class SecondFactor(TOTPDevice):
    class Meta:
        proxy = True
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")
        default_permissions = ("view", "delete")
