"""The editors' page of all facts without a citation, each with the way to cite a source for it."""

from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from directory.admin.paging import PageQuestion
from directory.columns.fact_labels import fact_label
from directory.evidence.gaps import records_with_gaps
from directory.models import Record, Site

PAGE_SIZE = 100


@dataclass(frozen=True)
class Gap:
    """A fact that a record states and no source is cited for."""

    kind: str
    kind_name: str
    slug: str
    record: str
    fact: str

    @property
    def record_url(self) -> str:
        return reverse(f"admin:directory_{self.kind}_change", args=[self.slug])

    @property
    def url(self) -> str:
        """The citations in the form of the record; a script opens a row for the fact there."""
        return f"{self.record_url}?{urlencode({'cite': self.fact})}#citations-group"


class GapQuestion(forms.Form):
    """What an editor asks of the list; the choices are what is there."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    fact = forms.ChoiceField(label=gettext_lazy("Fact"), required=False)

    def __init__(self, data: Any, found: list[Gap], kinds: dict[str, str]) -> None:
        super().__init__(data)
        of_kind = Counter(gap.kind for gap in found)
        asked = str(data.get("kind", ""))
        of_fact = Counter(gap.fact for gap in found if asked in ("", gap.kind))
        # A fact of another kind is a right question with nothing found.
        facts = sorted({gap.fact for gap in found}, key=fact_label)
        self.choose("kind", [(kind, name, of_kind[kind]) for kind, name in kinds.items()])
        self.choose("fact", [(fact, fact_label(fact), of_fact[fact]) for fact in facts])

    def choose(self, name: str, options: list[tuple[str, str, int]]) -> None:
        field: Any = self.fields[name]
        labels = [(value, f"{label} ({count})") for value, label, count in options]
        field.choices = [("", _("all")), *labels]


def cited_kinds(request: HttpRequest) -> dict[str, type[Record]]:
    """Return the kinds of records with citations that an editor may see, by name of their form."""
    return {
        str(model._meta.model_name): model
        for model, model_admin in admin.site._registry.items()
        if issubclass(model, Record)
        and model.FACTS
        and model is not Site  # its proxies have the forms that editors use
        and model_admin.has_view_or_change_permission(request)
    }


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """List every fact without a citation, record by record; a query for each kind of record."""
    kinds = cited_kinds(request)
    if not kinds:
        raise PermissionDenied
    names = {kind: str(model._meta.verbose_name_plural) for kind, model in kinds.items()}
    found = [
        Gap(kind, names[kind], slug, record, fact)
        for kind, model in kinds.items()
        for slug, record, facts in records_with_gaps(model)
        for fact in facts
    ]
    question = GapQuestion(request.GET, found, names)
    asked = question.cleaned_data if question.is_valid() else {}
    listed = [
        gap
        for gap in found
        if question.is_valid()
        and asked["kind"] in ("", gap.kind)
        and asked["fact"] in ("", gap.fact)
    ]
    paging = PageQuestion(request.GET, listed, PAGE_SIZE)
    context = {
        **admin.site.each_context(request),
        "title": _("Facts without a citation"),
        "question": question,
        "count": len(listed),
        "paging": paging,
        "page": paging.answer(),
    }
    status = paging.status if question.is_valid() else HTTPStatus.BAD_REQUEST
    return render(request, "admin/directory/gaps.html", context, status=status)
