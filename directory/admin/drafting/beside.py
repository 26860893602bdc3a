"""Edits that do not go straight to the published record: drafts, and those that came second."""

import re
from typing import Any, TypeGuard

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.admin.drafting.captured import CapturedError, Submission, View
from directory.admin.drafting.meeting import Meeting, meet
from directory.editing import canonical
from directory.editing.change import recorded_change
from directory.editing.drafting import drafts
from directory.editing.drafting.merging import merged, side_by_side
from directory.editing.kinds import kind_of
from directory.editing.problems import ChangeRefusedError, OutdatedError
from directory.editing.record_forms import Form
from directory.editing.writing import (
    form_in_edition,
    newest_edition,
    published_form,
    refuse_outdated,
    write_form,
)
from directory.models import Draft, Version


class WithDrafts(admin.ModelAdmin):
    """Adds drafts and the meeting of two edits to the form of a record."""

    def answer_beside(
        self, request: HttpRequest, object_id: str | None, view: View, add: View
    ) -> HttpResponse | None:
        """Return the answer where it is not the plain form or save of the published record.

        `add` is the view for a new record: that is what a record has become which somebody removed.
        """
        kind = kind_of(self.model)
        newest = newest_edition(kind, object_id) if object_id else None
        request.newest = newest  # type: ignore[attr-defined]
        form = Submission(request, view, kind, object_id)
        if "draft" in request.GET:
            return self._draft_form(form)
        form.request.waiting = object_id and drafts.open_draft(kind, object_id)
        if request.method != "POST" or not self.has_change_permission(request):
            return None
        if object_id and newest != (opened_at(request) or 0):
            return self._second_save(form, object_id, add)
        return self._kept_as_draft(form) if "_draft" in request.POST else None

    def _kept_as_draft(self, form: Submission) -> HttpResponse:
        """Begin a draft, or add what was submitted to the one that waits for the record."""
        if waiting := form.request.waiting:
            form.start = canonical.read(waiting.form)
        saved = form.captured()
        if not _is_right(saved):
            return saved
        if waiting:
            return self._rewritten(form, waiting, saved)
        # A new record may bear the slug of one that was removed.
        base = form.request.newest if form.slug else newest_edition(form.kind, saved.slug)
        return self._begun(form, saved, saved.form, base)

    def _begun(
        self, form: Submission, saved: CapturedError, draft_form: Form, base: int
    ) -> HttpResponse:
        """Keep what was submitted as a draft that rests on the edition `base`."""
        try:
            draft = drafts.begin(
                form.kind, saved.slug, draft_form, base=base, who=form.who, why=saved.why
            )
        except ChangeRefusedError as refused:
            return form.refused(refused)
        return self._to_kept(form, draft)

    def _to_kept(self, form: Submission, draft: Draft) -> HttpResponse:
        self.message_user(form.request, _("The draft is kept. Visitors do not see it yet."))
        return HttpResponseRedirect(draft_url(draft))

    def _second_save(self, form: Submission, slug: str, add: View) -> HttpResponse:
        """Answer a form that was opened before somebody else changed the record.

        Nothing is written unless the editor has seen both sides and says what to do.
        """
        kind, newest, begun = form.kind, form.request.newest, opened_at(form.request) or 0
        base, theirs = form_in_edition(kind, slug, begun), published_form(kind, slug)
        if not theirs:
            form.request.POST = form.request.POST.copy()
            form.request.POST["slug"] = slug
            form = Submission(form.request, add, kind, None)
        saved = form.captured()
        if not _is_right(saved):
            return saved
        both = merged(base, theirs, saved.form).form if theirs else saved.form
        if _number(form.request.POST.get("seen")) == newest:
            if "_draft" in form.request.POST:
                return self._begun(form, saved, both, newest)
            if "_merge" in form.request.POST and theirs:
                return self._published_together(form, slug, both, saved.why, add)
        since = Version.objects.filter(kind=kind.name, slug=slug, edition__gt=begun)
        sides = side_by_side(kind, base, theirs, saved.form)
        return meet(form, Meeting(sides, newest, list(since.select_related("edition")), not theirs))

    def _published_together(
        self, form: Submission, slug: str, both: Form, why: str, add: View
    ) -> HttpResponse:
        if not self.may_publish(form.request):
            raise PermissionDenied
        try:
            with recorded_change(form.who, why):
                refuse_outdated(form.kind, slug, form.request.newest)
                write_form(form.kind, slug, both)
        except OutdatedError:
            form.request.newest = newest_edition(form.kind, slug)
            return self._second_save(form, slug, add)
        except ChangeRefusedError as refused:
            return form.refused(refused)
        self.message_user(form.request, _("Both changes are published together."))
        return HttpResponseRedirect(
            reverse(f"admin:directory_{self.opts.model_name}_change", args=[slug])
        )

    def _draft_form(self, form: Submission) -> HttpResponse:
        """Answer the form of a draft: the form of the record as the draft has it."""
        if not form.request.user.has_perm("directory.view_draft"):
            raise PermissionDenied
        draft = Draft.objects.filter(pk=_number(form.request.GET["draft"])).first()
        if draft is None or (draft.kind, draft.slug) != (form.kind.name, form.slug):
            raise Http404
        form.request.draft = draft
        form.start = canonical.read(draft.form)
        try:
            if form.request.method != "POST":
                return form.page()
            saved = form.captured()
        except ChangeRefusedError as refused:
            self.message_user(form.request, refused.reasons, level=messages.ERROR)
            return HttpResponseRedirect(draft_url(draft))
        return self._rewritten(form, draft, saved) if _is_right(saved) else saved

    def _rewritten(self, form: Submission, draft: Draft, saved: CapturedError) -> HttpResponse:
        rewritten, theirs = saved.form, form.start or {}
        if _number(form.request.POST.get("revision")) != draft.revision:
            base = form_in_edition(form.kind, draft.slug, draft.base)
            if _number(form.request.POST.get("seen")) != draft.revision:
                sides = side_by_side(form.kind, base, theirs, saved.form)
                return meet(form, Meeting(sides, draft.revision, draft=draft))
            rewritten = merged(base, theirs, saved.form).form
        try:
            drafts.rewrite(draft, rewritten, who=form.who, why=saved.why)
        except ChangeRefusedError as refused:
            return form.refused(refused)
        return self._to_kept(form, draft)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = context.get("original")
        context |= {
            "may_publish": self.may_publish(request, obj, adding=obj is None),
            "can_draft": not context["is_popup"] and request.user.has_perm("directory.add_draft"),
            "draft": getattr(request, "draft", None),
            "waiting": getattr(request, "waiting", None),
            "meeting": getattr(request, "meeting", None),
        }
        return super().render_change_form(request, context, *args, **kwargs)


def draft_url(draft: Draft) -> str:
    return reverse("admin:directory_draft_change", args=[draft.pk])


def _is_right(saved: CapturedError | HttpResponse) -> TypeGuard[CapturedError]:
    return isinstance(saved, CapturedError)


def opened_at(request: HttpRequest) -> int | None:
    """Return the edition of the version with which a submitted form was opened."""
    return _number(request.POST.get("opened_at"))


def _number(text: str | None) -> int | None:
    """Return the whole number that a text is, None where it is none that could be a key."""
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else None
