"""Who may do what with records: editors write drafts, publishers what everybody sees."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class WithRoles(admin.ModelAdmin):
    """Opens the forms of records to those who may only save drafts of them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) or request.user.has_perm("directory.add_draft")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may_publish = super().has_change_permission(request, obj)
        return may_publish or request.user.has_perm("directory.change_draft")

    def may_publish(self, request: HttpRequest, obj: Any = None, adding: bool = False) -> bool:
        """Tell whether a user may write to the published record, or a new one."""
        if adding:
            return super().has_add_permission(request)
        return super().has_change_permission(request, obj)


class OfParent(admin.options.InlineModelAdmin):
    """Rows that may be read and written by whoever may do so with their record."""

    def _parent(self) -> admin.ModelAdmin:
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._parent().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._parent().has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
