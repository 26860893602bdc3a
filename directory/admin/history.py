"""What was changed when, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from directory.models import Edition, Version


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VersionInline(admin.TabularInline):
    model = Version
    fields = ("kind", "slug")
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("number", "made_at", "who", "why")
    search_fields = ("who", "why")
    date_hierarchy = "made_at"
    inlines = (VersionInline,)


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ("kind", "slug", "edition")
    list_filter = ("kind",)
    list_select_related = ("edition",)
    search_fields = ("slug", "form")
