"""What the server answers to a form that is being filled in: places, terms, lookalikes.

Each answer is a piece of a page, or numbers, and nothing is kept; a wrong question is refused with
the accepted values.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.admin.helping import borders
from directory.admin.helping import duplicates as standing
from directory.admin.helping.site_form import VOCABULARIES, suggested
from directory.editing.helping.coordinates import LONGEST, Place, read_place
from directory.models import Country, Record
from directory.models.places import LATITUDE, LONGITUDE


class PlaceField(forms.CharField):
    """A place in any of the forms that are understood."""

    def clean(self, value: str) -> Place:
        return read_place(super().clean(value))


class PastedForm(forms.Form):
    text = PlaceField(max_length=LONGEST)


class PinForm(forms.Form):
    country = forms.ModelChoiceField(Country.objects)
    latitude = forms.FloatField(validators=LATITUDE)
    longitude = forms.FloatField(validators=LONGITUDE)


class LookalikesForm(forms.Form):
    """What was typed into a field of the form of a record."""

    model = forms.ChoiceField()
    field = forms.ChoiceField(
        choices=[(name, name) for name in (*standing.NAMES, standing.ADDRESS)]
    )
    text = forms.CharField(required=False, max_length=600)
    slug = forms.CharField(required=False, max_length=80)

    def __init__(self, asked: object) -> None:
        super().__init__(asked)
        self.models = {
            model._meta.model_name: model
            for model in admin.site._registry
            if issubclass(model, Record)
        }
        self.fields["model"].choices = [(name, name) for name in self.models]

    def clean_model(self) -> type[Record]:
        return self.models[self.cleaned_data["model"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        model, field = cleaned.get("model"), cleaned.get("field")
        if model and field and field not in (accepted := standing.watched_fields(model)):
            told = _("Accepted are: %(accepted)s.") % {"accepted": ", ".join(accepted) or "—"}
            self.add_error("field", told)
        return cleaned


class TermsForm(forms.Form):
    """The words that a site uses, and the terms that were chosen for it."""

    field = forms.ChoiceField(choices=[(name, name) for name in VOCABULARIES])
    text = forms.CharField(required=False)


def asked_by(form_class: type[forms.Form]) -> Callable[..., Callable[..., HttpResponse]]:
    """Give a view the checked answers of a form; what is asked wrongly is refused with 400."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            form = form_class(request.GET)
            if not form.is_valid():
                return JsonResponse({"errors": form.errors}, status=HTTPStatus.BAD_REQUEST)
            return view(request, **form.cleaned_data)

        return answer

    return decorated


@asked_by(PastedForm)
def coordinates(request: HttpRequest, text: Place) -> HttpResponse:
    """Answer the two numbers of a place as it was pasted."""
    return JsonResponse({name: str(number) for name, number in text._asdict().items()})


@asked_by(PinForm)
def place(request: HttpRequest, **pin: Any) -> HttpResponse:
    """Answer whether a pin that is being set lies outside its country, in the words of a save."""
    return JsonResponse({"warning": borders.warning(**pin)})


@asked_by(LookalikesForm)
def lookalikes(request: HttpRequest, model: type[Record], **typed: str) -> HttpResponse:
    """Answer which records a name or an address may stand for already."""
    if not admin.site.get_model_admin(model).has_view_or_change_permission(request):
        raise PermissionDenied
    return HttpResponse(standing.warning_of(standing.lookalikes(model, **typed)))


@asked_by(TermsForm)
def terms(request: HttpRequest, field: str, text: str) -> HttpResponse:
    """Answer which terms a site's own words speak of that were not chosen."""
    return HttpResponse(suggested(field, text.splitlines(), request.GET.getlist("chosen")))
