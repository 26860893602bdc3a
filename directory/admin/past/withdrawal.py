"""Taking a record from the public: withdrawing it, or in rare cases deleting it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.admin.past.past import page_url
from directory.admin.views import form_url
from directory.admin.why import WhyField
from directory.editing.dependents import Dependent, dependents
from directory.editing.kinds import Kind, kind_of
from directory.editing.leaving.withdrawing import withdraw
from directory.editing.problems import ChangeRefusedError, Problem
from directory.models import Record, Site, Withdrawal


class WithdrawalForm(forms.Form):
    """Why a record is withdrawn, and what its readers are sent to."""

    reason = WhyField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Published at the address of the record and with the change."),
    )
    successor = forms.ModelChoiceField(
        None,
        label=gettext_lazy("Send readers to"),
        required=False,
        empty_label=gettext_lazy("no other record"),
        help_text=gettext_lazy("The record that replaces it, if there is one."),
    )

    def __init__(self, kind: Kind, slug: str, *args: Any) -> None:
        super().__init__(*args)
        others: Any = self.fields["successor"]
        others.queryset = kind.model.public().exclude(pk=slug)


class WithWithdrawal(admin.ModelAdmin):
    """Adds to the admin of a kind of record the page that withdraws one."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.withdraw_view)
        name = f"directory_{self.opts.model_name}_withdraw"
        return [path("<path:object_id>/withdraw/", view, name=name), *super().get_urls()]

    def may_withdraw(self, request: HttpRequest, record: Record) -> bool:
        """Tell whether a user may withdraw a record; what visitors do not see cannot be."""
        is_public = not isinstance(record, Site) or record.published
        return is_public and request.user.has_perm("directory.add_withdrawal")

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not (self.has_view_permission(request, record) and self.may_withdraw(request, record)):
            raise PermissionDenied
        kind = kind_of(self.model)
        form = WithdrawalForm(kind, record.pk, request.POST or None)
        if form.is_valid():
            try:
                return self._withdrawn(request, record, **form.cleaned_data)
            except ChangeRefusedError as refused:
                for problem in refused.problems:
                    form.add_error(None, problem.reason)
        needed_by = dependents(kind, record.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw %s") % record,
            "opts": self.opts,
            "object": record,
            "form": form,
            "is_kept": kind.model is Site,
            "needed_by": [(dependent, form_url(dependent.record)) for dependent in needed_by],
        }
        return render(request, "admin/directory/withdraw.html", context)

    def _withdrawn(
        self, request: HttpRequest, record: Record, reason: str, successor: Record | None
    ) -> HttpResponse:
        withdraw(
            kind_of(self.model),
            record.pk,
            who=request.user.get_username(),
            reason=reason,
            successor=successor.pk if successor else "",
        )
        self.message_user(request, _("“%s” is withdrawn. Its versions are kept.") % record)
        return HttpResponseRedirect(reverse("editing:gone"))

    def withdraw_url(self, request: HttpRequest, record: Record) -> str:
        """Return the page that withdraws a record, empty for whom it is not."""
        if not self.may_withdraw(request, record):
            return ""
        return page_url(self.model, "withdraw", record.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if record := context.get("original"):
            context["withdraw_url"] = self.withdraw_url(request, record)
            kind = kind_of(self.model).name
            context["withdrawal"] = Withdrawal.objects.filter(kind=kind, slug=record.pk).first()
        return super().render_change_form(request, context, *args, **kwargs)


class WithDeletion(WithWithdrawal):
    """Refuses to delete what anything depends on, and asks why."""

    delete_confirmation_template = "admin/directory/record_delete.html"
    delete_selected_confirmation_template = "admin/directory/records_delete.html"

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[Any, int], set[Any], list[Any]]:
        """Return what Django asks for; protected is what any key or list names, not keys alone."""
        deleted, counts, lacking, _protected = super().get_deleted_objects(objs, request)
        kind = kind_of(self.model)
        named = [linked(named) for record in objs for named in dependents(kind, record.pk)]
        return deleted, counts, lacking, list(dict.fromkeys(named))

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        """Lead to the withdrawal too, unless what depends on the record forbids that as well."""
        record = context["object"]
        if isinstance(record, Site) or not context["protected"]:
            context["withdraw_url"] = self.withdraw_url(request, record)
        return super().render_delete_form(request, context)

    def delete_model(self, request: HttpRequest, obj: Record) -> None:
        refuse_unexplained(request)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        refuse_unexplained(request)
        super().delete_queryset(request, queryset)


def linked(dependent: Dependent) -> str:
    return format_html('<a href="{}">{}</a>', form_url(dependent.record), dependent)


def refuse_unexplained(request: HttpRequest) -> None:
    if not request.POST.get("why", "").strip():
        raise ChangeRefusedError([Problem("", "", "", _("Say why the record is deleted."))])
