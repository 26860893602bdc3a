"""A source is begun by pasting its address: known ones are opened, new ones half filled in."""

from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from directory.admin.views import form_url
from directory.editing.helping.begun_source import begun_source
from directory.editing.helping.duplicates import at_the_same_address
from directory.models import Source


class BeginForm(forms.Form):
    url = forms.URLField(
        label=gettext_lazy("Address of the source"),
        max_length=Source._meta.get_field("url").max_length,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("Give the address of a page, such as https://example.org/news.")
        },
        widget=forms.TextInput(attrs={"class": "vURLField", "inputmode": "url", "size": 40}),
    )


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the source at an address, or to the form of a new one. No other host is asked."""
    sources = admin.site.get_model_admin(Source)
    if not sources.has_add_permission(request):
        raise PermissionDenied
    form = BeginForm(request.GET if "url" in request.GET else None)
    if not form.is_valid():
        context = {**admin.site.each_context(request), "title": _("Begin a source"), "form": form}
        status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
        return render(request, "admin/directory/begin_source.html", context, status=status)
    url = form.cleaned_data["url"]
    if standing := at_the_same_address(Source.objects.all(), url):
        told = _("A source with this address stands already: here it is.")
        sources.message_user(request, told, level=messages.WARNING)
        return redirect(form_url(standing[0].record))
    return redirect(f"{reverse('admin:directory_source_add')}?{urlencode(begun_source(url))}")
