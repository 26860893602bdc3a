"""Records that somebody looked at today and found right: one button, or an action for many."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.admin.drafting.beside import opened_at
from directory.editing.change import recorded_change
from directory.editing.helping.verifying import verify
from directory.editing.kinds import kind_of
from directory.editing.problems import ChangeRefusedError, OutdatedError
from directory.editing.writing import refuse_outdated
from directory.models import Record


class WithVerification(admin.ModelAdmin):
    """Adds “Mark as verified today” to the form and the list of records that say when they were."""

    class Media:
        js = [Script("directory/js/admin-verified.js", type="module")]

    def __init__(self, model: type[Record], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.actions = [*self.actions, "mark_as_verified"]

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.verified_view)
        return [
            path("<path:object_id>/verified/", view, name=self._verified_name),
            *super().get_urls(),
        ]

    @property
    def _verified_name(self) -> str:
        return f"directory_{self.opts.model_name}_verified"

    def verified_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Mark the record as it was shown; one that somebody changed since has to be looked at."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_publish_permission(request):
            raise PermissionDenied
        record = get_object_or_404(self.model, pk=object_id)
        try:
            with recorded_change(request.user.get_username()):
                refuse_outdated(kind_of(self.model), record.pk, opened_at(request) or 0)
                self._verify(request, [record])
        except OutdatedError as outdated:
            told = _("%s Look at it again.") % outdated.reasons
            self.message_user(request, told, level=messages.WARNING)
        return HttpResponseRedirect(
            reverse(f"admin:directory_{self.opts.model_name}_change", args=[object_id])
        )

    @admin.action(
        description=gettext_lazy("Mark selected %(verbose_name_plural)s as verified today"),
        permissions=["publish"],
    )
    def mark_as_verified(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._verify(request, list(queryset))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Tell whether a user may write to published records: Django asks it of the action."""
        return self.may_publish(request)

    def _verify(self, request: HttpRequest, records: list[Record]) -> None:
        try:
            number = verify(records, request.user.get_username())
        except ChangeRefusedError as refused:
            told = _("Nothing was changed. %s") % refused.reasons
            self.message_user(request, told, level=messages.ERROR)
            return
        told = ngettext(
            "%(number)d record is marked as verified today.",
            "%(number)d records are marked as verified today.",
            number,
        )
        self.message_user(request, told % {"number": number}, level=messages.SUCCESS)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = context.get("original")
        if record is not None and self.has_publish_permission(request):
            context["verified_url"] = reverse(f"admin:{self._verified_name}", args=[record.pk])
        return super().render_change_form(request, context, *args, **kwargs)
