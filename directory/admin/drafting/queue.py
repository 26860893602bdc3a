"""The queue of drafts, and the page of each: what it changes, and what is to happen with it."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.admin.drafting.beside import draft_url
from directory.admin.drafting.steps import STEPS, StepForm, may_discard, take
from directory.admin.past.history import ReadOnlyAdmin
from directory.admin.views import Editorial, form_url, page_of, shown
from directory.editing import canonical
from directory.editing.change import check
from directory.editing.drafting.merging import side_by_side
from directory.editing.kinds import KINDS, Kind
from directory.editing.problems import ChangeRefusedError, Problem
from directory.editing.record_forms import Form
from directory.editing.telling.differences import differences
from directory.editing.telling.names import EditorsNames
from directory.editing.telling.told import name_in
from directory.editing.writing import (
    as_if_published,
    form_in_edition,
    newest_edition,
    published_form,
    undone,
    write_form,
)
from directory.enums import DraftState
from directory.models import Draft, Record


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return list(DraftState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value():
            return queryset.filter(state=self.value())
        return queryset.exclude(state=DraftState.DISCARDED)


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "state", "who", "changed_at", "publish_on", "why")
    list_filter = (StateFilter, "kind", "who")
    search_fields = ("slug", "form", "who", "why")
    list_per_page = 50

    @admin.display(description=gettext_lazy("record"), ordering="slug")
    def name(self, draft: Draft) -> str:
        return name_of(draft)

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        own = path("<int:pk>/preview/", preview, name="directory_draft_preview")
        return [own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        draft = self.get_object(request, object_id)
        if draft is None:
            told = _("This draft is not there any more: it was published, or never was.")
            self.message_user(request, told, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:directory_draft_changelist"))
        form = StepForm(request.POST or None, initial={"revision": draft.revision})
        step = next((name for name in STEPS if name in request.POST), None)
        if step and form.is_valid():
            return self.taken(request, draft, step, form.cleaned_data)
        return self.page(request, draft, form)

    def taken(
        self, request: HttpRequest, draft: Draft, step: str, asked: dict[str, Any]
    ) -> HttpResponse:
        try:
            told = take(step, draft, request.user, asked)
        except ChangeRefusedError as refused:
            told = _("Nothing was changed. %s") % refused.reasons
            self.message_user(request, told, messages.ERROR)
            return HttpResponseRedirect(draft_url(draft))
        self.message_user(request, told, messages.SUCCESS)
        if draft.pk:
            return HttpResponseRedirect(draft_url(draft))
        model = KINDS[draft.kind].model
        return HttpResponseRedirect(form_url(model._default_manager.get(pk=draft.slug)))

    def page(self, request: HttpRequest, draft: Draft, form: StepForm) -> HttpResponse:
        kind, says = KINDS[draft.kind], canonical.read(draft.form)
        published = published_form(kind, draft.slug)
        base = form_in_edition(kind, draft.slug, draft.base)
        outdated = newest_edition(kind, draft.slug) != draft.base
        record, problems = tried(kind, draft.slug, says)
        edit_url = f"{form_url(record)}?draft={draft.pk}" if record else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Draft: %s") % name_of(draft),
            "draft": draft,
            "kind": kind.model._meta.verbose_name,
            "is_new": not published,
            "told": differences(kind, base, says, EditorsNames(), dates.today()),
            "outdated": outdated,
            "sides": side_by_side(kind, base, published, says) if outdated else [],
            "problems": problems,
            "step": form,
            "edit_url": edit_url,
            "record_url": form_url(record) if record and published else None,
            "has_page": record and hasattr(record, "get_absolute_url"),
            "may_change": request.user.has_perm("directory.change_draft"),
            "may_discard": may_discard(draft, request.user),
            "may_publish": request.user.has_perm("directory.publish_draft"),
        }
        status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
        return render(request, "admin/directory/draft.html", context, status=status)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the page of the record as it will be once the draft is published."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        draft = get_object_or_404(Draft, pk=pk)
        form = canonical.read(draft.form)
        try:
            with as_if_published(KINDS[draft.kind], draft.slug, form) as record:
                if not hasattr(record, "get_absolute_url"):
                    raise Http404
                page, _place = page_of(record)
                return shown(request, page, Editorial(str(record), None, draft))
        except ChangeRefusedError as refused:
            self.message_user(request, refused.reasons, messages.ERROR)
            return HttpResponseRedirect(draft_url(draft))


def name_of(draft: Draft) -> str:
    """Return what a draft calls its record."""
    return name_in(KINDS[draft.kind], draft.form) or draft.slug


def tried(kind: Kind, slug: str, form: Form) -> tuple[Record | None, list[Problem]]:
    """Return the record that a form makes, and what keeps it from being published."""
    try:
        with undone():
            write_form(kind, slug, form)
            record = kind.records([slug]).get()
            return record, list(check(kind, record))
    except ChangeRefusedError as refused:
        return None, refused.problems
