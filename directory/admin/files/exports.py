"""Export: every list of records in the admin as a file, exactly as it is filtered and searched."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.editing import canonical
from directory.editing.imports import tabular
from directory.editing.kinds import Kind, kind_of
from directory.editing.loading.fixture_files import Forms
from directory.editing.problems import ChangeRefusedError
from directory.editing.record_forms import record_form
from directory.models import Edition


@dataclass(frozen=True)
class Export:
    """One way of writing records down for editors, so that they can be imported again."""

    suffix: str
    label: str
    media_type: str
    #: Gets the kind, the forms and the number of the edition.
    write: Callable[[Kind, Forms, int], bytes]


def yaml(kind: Kind, forms: Forms, edition: int) -> bytes:
    return f"# Edition {edition}\n{canonical.write(forms) if forms else ''}".encode()


EXPORTS = {
    export.suffix: export
    for export in (
        Export("yaml", "YAML", "application/yaml; charset=utf-8", yaml),
        Export(
            "csv",
            "CSV",
            "text/csv; charset=utf-8",
            lambda *records: tabular.csv(tabular.table(*records)),
        ),
        Export(
            "xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda *records: tabular.xlsx(tabular.table(*records)),
        ),
    )
}


class WithExport(admin.ModelAdmin):
    """Lets whoever sees the list take it away, in the formats that can be imported again."""

    change_list_template = "admin/directory/record_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.export))
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/<str:suffix>/", view, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        more = {"exports": EXPORTS.values(), "kind": kind_of(self.model).name}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def export(self, request: HttpRequest, suffix: str) -> HttpResponse:
        """Answer the list that the same question shows, all its pages."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if suffix not in EXPORTS:
            raise BadRequest(_("Accepted are: %s.") % ", ".join(EXPORTS))
        export, kind = EXPORTS[suffix], kind_of(self.model)
        edition = Edition.current_number()
        records = kind.records(self._listed(request))
        forms = {record.pk: record_form(kind, record) for record in records}
        try:
            content = export.write(kind, forms, edition)
        except ChangeRefusedError as refused:
            raise BadRequest(str(refused)) from refused
        name = f"{kind.name}-edition-{edition}.{export.suffix}"
        return HttpResponse(
            content,
            headers={
                "Content-Type": export.media_type,
                "Content-Disposition": f'attachment; filename="{name}"',
            },
        )

    def _listed(self, request: HttpRequest) -> list[str]:
        """Return the slugs in the list; a question that it cannot answer is refused, not changed.

        Where a list is asked wrongly, Django shows all of it.
        """
        told = _("The list cannot be asked so. Go back to it and choose again.")
        if "\0" in "".join(text for pair in request.GET.lists() for text in (pair[0], *pair[1])):
            raise BadRequest(told)
        try:
            changelist = self.get_changelist_instance(request)
            return list(changelist.get_queryset(request).values_list("pk", flat=True))
        except (IncorrectLookupParameters, ValidationError, ValueError, DataError) as error:
            raise BadRequest(told) from error
