"""What every admin of records shares: changes are recorded, a refused one shows why."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.editing.change import recorded_change
from directory.editing.problems import ChangeRefusedError
from directory.models import Record


class RecordForm(forms.ModelForm):
    """The form of a record, with the reason for the change."""

    why = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Kept with the new version of the record."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    #: Why the last attempt to write the same values was refused.
    refused: ChangeRefusedError | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind := getattr(self._meta.model, "KIND", None):
            self.instance.kind = kind

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for problem in self.refused.problems if self.refused else ():
            self.add_error(None, f"{problem.field}: {problem.reason}".removeprefix(": "))
        return cleaned


class RecordAdmin(admin.ModelAdmin):
    """Admin of one kind of record: everything that a request writes is one recorded change."""

    form = RecordForm
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    save_on_top = True
    prepopulated_from: str = "name"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        try:
            return self.recorded(request, view)
        except ChangeRefusedError as refused:
            # Nothing was written. The same values again, now as a form that says what is wrong.
            request.refused = refused  # type: ignore[attr-defined]
            return view()

    def delete_view(self, request: HttpRequest, object_id: str, **kwargs: Any) -> HttpResponse:
        return self.recorded_or_told(
            request, partial(super().delete_view, request, object_id, **kwargs)
        )

    def changelist_view(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.recorded_or_told(request, partial(super().changelist_view, request, **kwargs))

    def recorded(self, request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
        if request.method != "POST":
            return view()
        why = request.POST.get("why", "")[:300]
        with recorded_change(request.user.get_username(), why):
            return view()

    def recorded_or_told(
        self, request: HttpRequest, view: Callable[[], HttpResponse]
    ) -> HttpResponse:
        try:
            return self.recorded(request, view)
        except ChangeRefusedError as refused:
            self.message_user(request, _("Nothing was changed. %s") % refused, level=messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[RecordForm]:
        form = super().get_form(request, obj, **kwargs)
        return type(form.__name__, (form,), {"refused": getattr(request, "refused", None)})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Return the slug too once the record exists: it never changes."""
        return (*self.readonly_fields, *(("slug",) if obj else ()))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict:
        return {} if obj else {"slug": (self.prepopulated_from,)}

    def view_on_site(self, obj: Record) -> str | None:
        """Return the public address of the record, None where it has none."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None


class PartInline(admin.TabularInline):
    """Rows within the page of a record."""

    extra = 0
    show_change_link = False


#: The form fields of a date of a fact, in the order in which one fills them in.
DATE_FIELDS = ("as_published", "earliest", "latest")
