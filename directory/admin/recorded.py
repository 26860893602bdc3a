"""What every admin of records shares: changes are recorded, a refused one shows why."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.editing.change import recorded_change
from directory.editing.kinds import kind_of
from directory.editing.problems import ChangeRefusedError, Problem
from directory.models import Record, Version


class PlainTextField(forms.CharField):
    """A text in which a browser's line breaks are those of everybody else."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


FORM_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.TextField: {"form_class": PlainTextField},
    models.URLField: {"assume_scheme": "https"},
}


class RecordForm(forms.ModelForm):
    """The form of a record, with the reason for the change."""

    why = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Kept with the new version of the record, and published with the change."
        ),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    #: The edition of the version that the form was opened with, 0 for one never changed.
    opened_at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    #: Why the last attempt to write the same values was refused.
    refused: ChangeRefusedError | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind := getattr(self._meta.model, "KIND", None):
            self.instance.kind = kind
        self.initial["opened_at"] = self.newest()

    def newest(self) -> int | None:
        """Return the edition of the record's newest version."""
        record = self.instance
        versions = Version.objects.filter(kind=kind_of(type(record)).name, slug=record.pk)
        return None if record._state.adding else versions.newest_edition()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opened_at = cleaned.get("opened_at")
        if opened_at is not None and opened_at != self.newest():
            told = _(
                "Somebody else changed this record after you opened it. Nothing of yours was saved:"
                " open the record in another tab and bring both together."
            )
            self.add_error(None, told)
        for problem in self.refused.problems if self.refused else ():
            self.add_error(None, f"{problem.field}: {problem.reason}".removeprefix(": "))
        return cleaned


class RecordAdmin(admin.ModelAdmin):
    """Admin of one kind of record: everything that a request writes is one recorded change."""

    form = RecordForm
    list_per_page = 50
    formfield_overrides = FORM_FIELDS
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
            forget_messages(request)
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
        try:
            with recorded_change(request.user.get_username(), why):
                return view()
        except IntegrityError as error:
            # What forms cannot see beforehand: two new rows that say the same.
            told = _("A row stands there twice, or is used by another record (%s).") % error
            raise ChangeRefusedError([Problem("", "", "", told)]) from error

    def recorded_or_told(
        self, request: HttpRequest, view: Callable[[], HttpResponse]
    ) -> HttpResponse:
        try:
            return self.recorded(request, view)
        except ChangeRefusedError as refused:
            forget_messages(request)
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
        """Return where an editor sees the record's public page, None where it has none."""
        if not hasattr(obj, "get_absolute_url"):
            return None
        address = obj.get_absolute_url().removeprefix(get_script_prefix())
        page, mark, anchor = address.partition("#")
        return f"{reverse('editing:preview', args=[page])}{mark}{anchor}"


def forget_messages(request: HttpRequest) -> None:
    """Drop what a refused attempt would have told the editor, such as that it succeeded."""
    request._messages = default_storage(request)  # type: ignore[attr-defined]


class PartInline(admin.TabularInline):
    """Rows within the page of a record."""

    extra = 0
    formfield_overrides = FORM_FIELDS
    show_change_link = False


#: The form fields of a date of a fact, in the order in which one fills them in.
DATE_FIELDS = ("as_published", "earliest", "latest")
