"""What every admin of records shares: changes are recorded, a refused one shows why."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.admin.drafting.beside import WithDrafts, opened_at
from directory.admin.drafting.captured import forget_messages, save_captured
from directory.admin.files.exports import WithExport
from directory.admin.helping.duplicates import WithLookalikes
from directory.admin.helping.kept_citations import WithKeptCitations
from directory.admin.past.record_history import WithHistory
from directory.admin.past.withdrawal import WithDeletion
from directory.admin.permitted import OfParent, WithRoles
from directory.admin.record_form import FORM_FIELDS, RecordForm
from directory.admin.views import page_of
from directory.editing.change import recorded_change
from directory.editing.kinds import kind_of
from directory.editing.problems import ChangeRefusedError, OutdatedError, refused_by
from directory.editing.writing import refuse_outdated
from directory.models import Record
from directory.models.history import WHY


class RecordAdmin(
    WithExport,
    WithHistory,
    WithDeletion,
    WithDrafts,
    WithLookalikes,
    WithKeptCitations,
    WithRoles,
    admin.ModelAdmin,
):
    """Admin of one kind of record: everything that a request writes is one recorded change."""

    form = RecordForm
    list_per_page = 50
    formfield_overrides = FORM_FIELDS
    save_on_top = True
    change_form_template = "admin/directory/record_change_form.html"
    prepopulated_from: str = "name"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        add = partial(super().changeform_view, request, None, form_url, extra_context)
        if beside := self.answer_beside(request, object_id, view, add):
            return beside
        if request.method == "POST" and not self.may_publish(request, adding=object_id is None):
            raise PermissionDenied
        try:
            return self.recorded(request, view, object_id)
        except OutdatedError:  # between the look and the turn to write
            forget_messages(request)
            return self.answer_beside(request, object_id, view, add) or view()
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

    def recorded(
        self, request: HttpRequest, view: Callable[[], HttpResponse], slug: str | None = None
    ) -> HttpResponse:
        """Answer a POST within a recorded change; `slug` is of the record whose form it is."""
        if request.method != "POST":
            return view()
        why = request.POST.get("why", "")[:WHY]
        try:
            with recorded_change(request.user.get_username(), why):
                if slug:
                    refuse_outdated(kind_of(self.model), slug, opened_at(request) or 0)
                return view()
        except IntegrityError as error:
            raise refused_by(error) from error

    def recorded_or_told(
        self, request: HttpRequest, view: Callable[[], HttpResponse]
    ) -> HttpResponse:
        try:
            return self.recorded(request, view)
        except ChangeRefusedError as refused:
            forget_messages(request)
            self.message_user(
                request, _("Nothing was changed. %s") % refused.reasons, level=messages.ERROR
            )
            return HttpResponseRedirect(request.get_full_path())

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[RecordForm]:
        form = super().get_form(request, obj, **kwargs)
        of_request = {name: getattr(request, name, None) for name in ("refused", "draft", "newest")}
        return type(form.__name__, (form,), of_request)

    def save_related(
        self, request: HttpRequest, form: RecordForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        save_captured(request, kind_of(self.model), form.instance, form.cleaned_data["why"])

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Return the slug too once the record exists: it never changes."""
        return (*self.readonly_fields, *(("slug",) if obj else ()))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict:
        return {} if obj else {"slug": (self.prepopulated_from,)}

    def view_on_site(self, obj: Record) -> str | None:
        """Return where an editor sees the record's public page, None where it has none."""
        if not hasattr(obj, "get_absolute_url"):
            return None
        page, place = page_of(obj)
        return reverse("editing:preview", args=[page]) + place


class PartInline(OfParent, admin.TabularInline):
    """Rows within the page of a record."""

    extra = 0
    view_on_site = False
    formfield_overrides = FORM_FIELDS
    show_change_link = False


#: The form fields of a date of a fact, in the order in which one fills them in.
DATE_FIELDS = ("as_published", "earliest", "latest")
