"""The editorial side's own pages: public pages in preview, and the way from them to their forms."""

import copy
from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import ResolverMatch, get_script_prefix, resolve, reverse
from django.views.decorators.http import require_safe

from directory.models import Antenna, Draft, Factory, Record, Site

#: The models that have a form each, Factory and Antenna for the sites.
FORMS = {Factory.KIND: Factory, Antenna.KIND: Antenna}


@dataclass(frozen=True)
class Editorial:
    """What the bar on a previewed page says and links to; `draft` where the page is one's."""

    name: str
    edit_url: str | None
    draft: Draft | None = None


@require_safe
def edit(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to the form of the record that the public page at `address` shows."""
    record = record_on(page_at(address))
    # The same answer for what is not there: unpublished sites are nobody's to find out.
    if record is None or not may_edit(request, record):
        raise Http404
    return redirect(form_url(record))


@require_safe
def preview(request: HttpRequest, address: str = "") -> HttpResponse:
    """Show a public page as it is, with a bar that leads to the form of its record."""
    record = record_on(page_at(address))
    edit_url = form_url(record) if record and may_edit(request, record) else None
    return shown(request, address, Editorial(str(record or ""), edit_url))


def shown(request: HttpRequest, address: str, editorial: Editorial) -> HttpResponse:
    """Answer with the public page at `address`, below a bar for editors.

    The page itself is asked, without the wrapper that makes its answers public and shared; what
    visitors get knows nothing of editors.
    """
    match = page_at(address)
    page = copy.copy(request)
    page.path_info = public_path(address)
    page.path = get_script_prefix() + page.path_info.removeprefix("/")
    page.resolver_match = match
    page.editorial = editorial  # type: ignore[attr-defined]
    return match.func.page(page, *match.args, **match.kwargs)


def page_of(record: Record) -> tuple[str, str]:
    """Return the address of a record's page, as `preview` takes it, and the place on it."""
    address = record.get_absolute_url().removeprefix(get_script_prefix())
    page, mark, place = address.partition("#")
    return page, mark + place


def public_path(address: str) -> str:
    return f"/{address}".rstrip("/") + "/"


def page_at(address: str) -> ResolverMatch:
    match = resolve(public_path(address))
    if match.namespaces != ["directory"]:
        raise Http404
    return match


def record_on(page: ResolverMatch) -> Record | None:
    """Return the record that a page is about: pages of records are named like their model."""
    models = apps.get_app_config("directory").get_models()
    model = next((m for m in models if m._meta.model_name == page.url_name), None)
    if model is None or not issubclass(model, Record) or "slug" not in page.kwargs:
        return None
    return get_object_or_404(model, pk=page.kwargs["slug"])


def edited_as(record: Record) -> type[Record]:
    return FORMS[record.kind] if isinstance(record, Site) else type(record)


def form_url(record: Record) -> str:
    name = edited_as(record)._meta.model_name
    return reverse(f"admin:directory_{name}_change", args=[record.pk])


def may_edit(request: HttpRequest, record: Record) -> bool:
    model_admin = admin.site.get_model_admin(edited_as(record))
    return model_admin.has_view_or_change_permission(request, record)
