"""The editors' list of the records that were withdrawn or deleted, with the way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.admin.paging import PageQuestion
from directory.admin.past.past import form_model, page_url
from directory.editing.kinds import KINDS
from directory.editing.leaving import gone
from directory.models import Record

PAGE_SIZE = 50


@dataclass(frozen=True)
class Row:
    """A record of the list, with what an editor may do about it."""

    gone: gone.Gone
    kind_name: str
    history_url: str
    restore_url: str
    successor: Record | None


@require_safe
def gone_list(request: HttpRequest) -> HttpResponse:
    """List what is gone; a query or two for each record of the page that names a successor."""
    kinds = [
        name for name, kind in KINDS.items() if admin_of(kind.model).has_view_permission(request)
    ]
    if not kinds:
        raise PermissionDenied
    question = PageQuestion(request.GET, gone.gone_keys(kinds), PAGE_SIZE)
    page = question.answer()
    context = {
        **admin.site.each_context(request),
        "title": _("Withdrawn and deleted records"),
        "question": question,
        "page": page,
        "rows": [row(request, record) for record in gone.gone(page.object_list)],
    }
    return render(request, "admin/directory/gone.html", context, status=question.status)


def admin_of(model: type[Record]) -> Any:
    return admin.site.get_model_admin(model)


def row(request: HttpRequest, record: gone.Gone) -> Row:
    model = form_model(record.kind, record.last.form)
    may_publish = admin_of(model).may_publish(request)
    return Row(
        gone=record,
        kind_name=str(model._meta.verbose_name),
        history_url=page_url(model, "history", record.slug),
        restore_url=page_url(model, "restore", record.slug, record.last.edition_id)
        if may_publish
        else "",
        successor=record.successor(),
    )
