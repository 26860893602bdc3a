"""Warnings of records that may stand twice: beside the field while typing, and after saving."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from directory.admin.helping.pieces import piece
from directory.admin.views import form_url
from directory.editing.helping.duplicates import Lookalike, at_the_same_address, named_alike
from directory.editing.kinds import kind_of
from directory.models import Record, Source

#: The fields in which a record that stands already is noticed.
NAMES = ("name", "acronym")
ADDRESS = "url"


def lookalikes(model: type[Record], field: str, text: str, slug: str = "") -> list[Lookalike]:
    """Return the records other than `slug` that a value of a field may stand for already."""
    records = kind_of(model).model._default_manager.all()
    find: Callable[..., list[Lookalike]] = at_the_same_address if field == ADDRESS else named_alike
    return find(records, text, slug)


def watched_fields(model: type[Record]) -> tuple[str, ...]:
    if model is Source:
        return (ADDRESS,)
    fields = {field.name for field in model._meta.fields}
    return tuple(name for name in NAMES if name in fields)


def warning_of(found: list[Lookalike]) -> str:
    """Return the warning as a piece of a page, empty where nothing was found."""
    rows = [(lookalike, form_url(lookalike.record)) for lookalike in found]
    return piece("lookalikes", {"lookalikes": rows})


class WithLookalikes(admin.ModelAdmin):
    """Warns of names and addresses that another record has; it never refuses."""

    class Media:
        css = {"all": ["directory/css/admin.css"]}
        js = [forms.Script("directory/js/admin-hints.js", type="module")]

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in watched_fields(self.model):
            slug = request.resolver_match.kwargs.get("object_id", "")
            asked = {"model": self.opts.model_name, "field": db_field.name, "slug": slug}
            field.widget.attrs["data-hints"] = f"{reverse('editing:lookalikes')}?{urlencode(asked)}"
        return field

    def save_model(self, request: HttpRequest, obj: Record, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for name in watched_fields(self.model):
            if name not in form.changed_data:
                continue
            if found := lookalikes(self.model, name, getattr(obj, name), obj.pk):
                self.message_user(request, warning_of(found), level=messages.WARNING)
