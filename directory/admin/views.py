"""The editorial side's own pages: the way from a public page to its form, and a pin's check."""

import copy
from dataclasses import dataclass

from django import forms
from django.apps import apps
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import ResolverMatch, get_script_prefix, resolve, reverse
from django.views.decorators.http import require_safe

from directory.admin import borders
from directory.models import Antenna, Country, Factory, Record, Site
from directory.models.places import LATITUDE, LONGITUDE

#: The models that have a form each, Factory and Antenna for the sites.
FORMS = {Factory.KIND: Factory, Antenna.KIND: Antenna}


@dataclass(frozen=True)
class Editorial:
    """What the bar on a previewed page links to."""

    public_url: str
    edit_url: str | None
    name: str


@require_safe
def edit(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to the form of the record that the public page at `address` shows."""
    record = record_on(page_at(address))
    if record is None:
        raise Http404
    return redirect(form_url(record))


@require_safe
def preview(request: HttpRequest, address: str = "") -> HttpResponse:
    """Show a public page as it is, with a bar that leads to the form of its record.

    The page itself is asked, without the wrapper that makes its answers public and shared; what
    visitors get knows nothing of editors.
    """
    match = page_at(address)
    record = record_on(match)
    shown = copy.copy(request)
    shown.path_info = public_path(address)
    shown.path = get_script_prefix() + shown.path_info.removeprefix("/")
    shown.resolver_match = match
    shown.editorial = Editorial(  # type: ignore[attr-defined]
        public_url=shown.get_full_path(),
        edit_url=form_url(record) if record and may_edit(request, record) else None,
        name=str(record or ""),
    )
    return match.func.page(shown, *match.args, **match.kwargs)


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


class PlaceForm(forms.Form):
    country = forms.ModelChoiceField(Country.objects)
    latitude = forms.FloatField(validators=LATITUDE)
    longitude = forms.FloatField(validators=LONGITUDE)


@require_safe
def place(request: HttpRequest) -> JsonResponse:
    """Answer whether a pin that is being set lies outside its country, in the words of a save."""
    form = PlaceForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse({"warning": borders.warning(**form.cleaned_data)})
