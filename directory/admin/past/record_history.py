"""The history of a record: its kept versions as readable differences, any of them restorable."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from directory import dates
from directory.admin.paging import PageQuestion
from directory.admin.past.past import Past, form_model, put_in_words
from directory.admin.permitted import WithRoles
from directory.admin.why import WhyField
from directory.editing import canonical
from directory.editing.change import recorded_change
from directory.editing.kinds import kind_of
from directory.editing.problems import ChangeRefusedError, OutdatedError
from directory.editing.telling.differences import differences
from directory.editing.telling.names import EditorsNames
from directory.editing.telling.told import kept_record
from directory.editing.writing import newest_edition, published_form, refuse_outdated, restore
from directory.models import Version
from directory.text import has_unwritable

PAGE_SIZE = 25


class RestoreForm(forms.Form):
    """Why a version is restored, and which one was the newest when that was decided."""

    why = WhyField()
    opened_at = forms.IntegerField(widget=forms.HiddenInput)


class WithHistory(WithRoles):
    """Adds to the admin of a kind of record the pages of its history, also for what is gone."""

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, f"directory_{self.opts.model_name}"
        at = "<path:object_id>/history/<int:edition>/"
        return [
            path(at, view(self.version_view), name=f"{name}_version"),
            path(f"{at}restore/", view(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        past = self.past(request, object_id)
        question = PageQuestion(request.GET, past.versions, PAGE_SIZE)
        page = question.answer()
        context = self.past_context(request, past, _("History of %s"))
        context |= {"question": question, "page": page, "versions": put_in_words(page.object_list)}
        return render(
            request, "admin/directory/record_history.html", context, status=question.status
        )

    def version_view(self, request: HttpRequest, object_id: str, edition: int) -> HttpResponse:
        """Show the whole record as an edition had it."""
        past = self.past(request, object_id)
        version = in_edition(past, edition)
        context = self.past_context(request, past, _("%s as it was"))
        context |= {
            "version": version,
            "told": put_in_words([version])[0][1],
            "kept": kept_record(version, EditorsNames()),
            "is_newest": version == past.newest,
            "earlier": past.versions.filter(edition__lt=version.edition_id).first(),
            "later": past.versions.filter(edition__gt=version.edition_id).reverse().first(),
        }
        return render(request, "admin/directory/kept_version.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, edition: int) -> HttpResponse:
        """Show what would change from today to an older version; a POST with a reason does it."""
        past = self.past(request, object_id)
        if not self.may_publish(request, past.record):
            raise PermissionDenied
        version = in_edition(past, edition)
        if version.was_removed:
            raise Http404
        form = RestoreForm(request.POST or None, initial={"opened_at": self._newest(past)})
        status = HTTPStatus.OK
        if form.is_valid():
            try:
                return self._restored(request, past, version, form.cleaned_data)
            except OutdatedError as outdated:
                status = HTTPStatus.CONFLICT
                form = RestoreForm(initial=form.cleaned_data | {"opened_at": self._newest(past)})
                told = _("%s Nothing was restored. See what would change now.")
                self.message_user(request, told % outdated.reasons, level=messages.ERROR)
            except ChangeRefusedError as refused:
                for problem in refused.problems:
                    form.add_error(None, str(problem))
        now, then = published_form(past.kind, past.slug), canonical.read(version.form)
        context = self.past_context(request, past, _("Restore %s"))
        context |= {
            "version": version,
            "form": form,
            "is_same": now == then,
            "differences": now and differences(past.kind, now, then, EditorsNames(), dates.today()),
        }
        return render(request, "admin/directory/restore.html", context, status=status)

    def _restored(
        self, request: HttpRequest, past: Past, version: Version, asked: dict[str, Any]
    ) -> HttpResponse:
        who, number = request.user.get_username(), version.edition_id
        with recorded_change(who, asked["why"]) as change:
            refuse_outdated(past.kind, past.slug, asked["opened_at"])
            restore(past.kind, past.slug, number, who=who, why=asked["why"])
        if change.edition:
            done = _("“%(name)s” is again as in edition %(number)d. This is edition %(new)d.")
            words = {"name": past.name, "number": number, "new": change.edition.number}
            self.message_user(request, done % words)
        else:
            self.message_user(request, _("Nothing was changed: the record says so already."))
        history = f"admin:directory_{self.opts.model_name}_history"
        return HttpResponseRedirect(reverse(history, args=[quote(past.slug)]))

    def past(self, request: HttpRequest, object_id: str) -> Past:
        """Return the record of a page, which may be gone, to somebody who may see it."""
        kind, slug = kind_of(self.model), unquote(object_id)
        if has_unwritable(slug):
            raise Http404
        past = Past(kind, slug, kind.model._default_manager.filter(pk=slug).first())
        form = past.last_said
        if not form or not issubclass(form_model(kind, form), self.model):
            raise Http404
        if not self.has_view_permission(request, past.record):
            raise PermissionDenied
        return past

    def past_context(self, request: HttpRequest, past: Past, title: str) -> dict[str, Any]:
        """Return what all pages about the past of a record show."""
        return {
            **self.admin_site.each_context(request),
            "title": title % past.name,
            "past": past,
            "opts": self.opts,
            "may_publish": self.may_publish(request, past.record),
        }

    def _newest(self, past: Past) -> int:
        return newest_edition(past.kind, past.slug)


def in_edition(past: Past, edition: int) -> Version:
    """Return the version of a record that an edition had. Raises Http404 where it had none."""
    version = past.versions.filter(edition__number__lte=edition).first()
    if version is None:
        raise Http404
    return version
