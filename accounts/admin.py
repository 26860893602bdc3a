"""The security log and the second factors in the admin: to read, and to help who lost a phone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.models import SecondFactor, SecurityEvent


class Unchangeable(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SecurityEvent)
class SecurityEventAdmin(Unchangeable):
    list_display = ("at", "kind", "about", "who", "address", "detail")
    list_filter = ("kind",)
    search_fields = ("about", "who", "address", "detail")
    date_hierarchy = "at"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SecondFactor)
class SecondFactorAdmin(Unchangeable):
    """Without the key; whose is removed sets up another, or logs in with the password alone."""

    list_display = ("user", "created_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = list_display
