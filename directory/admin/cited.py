"""What the admins of all records with citations share: what is still to cite, what is disputed."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from directory.admin.counts import rows_counted
from directory.admin.filters import ConflictFilter, GapFilter
from directory.admin.recorded import RecordAdmin
from directory.evidence.gaps import gaps_of, subject_of, with_gaps
from directory.models import Conflict, Record

#: What the lists of such records show beside their own columns.
EVIDENCE_COLUMNS = ("gaps", "conflict_count")


class CitedRecordAdmin(RecordAdmin):
    """Admin of records whose facts are cited: lists and change pages tell what has no citation."""

    evidence_filters = (GapFilter, ConflictFilter)
    change_form_template = "admin/directory/cited_change_form.html"

    class Media:
        css = {"all": ["directory/css/admin.css"]}

    def get_list_filter(self, request: HttpRequest) -> tuple:
        return (*self.evidence_filters, *super().get_list_filter(request))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        conflicts = rows_counted(Conflict, subject_of(self.model))
        return with_gaps(super().get_queryset(request)).annotate(conflict_count=conflicts)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        context["gaps"] = gaps_of(obj) if isinstance(obj, Record) else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("not cited"), ordering="gaps")
    def gaps(self, record: Any) -> int:
        return record.gaps

    @admin.display(description=_("conflicts"), ordering="conflict_count")
    def conflict_count(self, record: Any) -> int:
        return record.conflict_count
