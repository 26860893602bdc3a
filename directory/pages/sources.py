"""Pages of the sources."""

from dataclasses import replace

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.evidence.carried import (
    CitedRecord,
    cited_records,
    claims_of,
    guidance_of,
    milestones_of,
    questions_raised_by,
)
from directory.models import AccessMode, Policy, Record, Source, language_name
from directory.pages.answers import parameterless, public
from directory.pages.lists import list_page
from directory.selection import SiteSelection, SourceSelection, SupercomputerSelection

#: Where the rows of records come with everything that their facts say, by name of the model.
DETAILED = {"site": SiteSelection, "supercomputer": SupercomputerSelection}
#: The rows that the facts of other records stand in.
PARTS = ((AccessMode, "calls"), (Policy, "steps"))


@public
def source_list(request: HttpRequest) -> HttpResponse:
    return list_page(request, SourceSelection(request.GET), "directory/source_list.html")


@public
@parameterless
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Source, slug=slug)
    context = {
        "source": source,
        "language_name": language_name(source.language),
        "trail": [(_("Sources"), reverse("directory:sources"))],
        "cited_records": with_values(cited_records(source)),
        "milestones": milestones_of(source),
        "claims": claims_of(source),
        "guidance": guidance_of(source),
        "questions": questions_raised_by(source),
    }
    return render(request, "directory/source_detail.html", context)


def with_values(cited: list[CitedRecord]) -> list[CitedRecord]:
    """Return the same with records that come with all their values, in a fixed query count."""
    records: dict[tuple, Record] = {}
    for name, selection_class in DETAILED.items():
        slugs = [one.record.pk for one in cited if one.record._meta.model_name == name]
        everything = selection_class(QueryDict())
        rows = everything.with_details(everything.all_rows()).filter(pk__in=slugs)
        records |= {(name, row.pk): row for row in rows}
    for model, part in PARTS:
        prefetch_related_objects([c.record for c in cited if isinstance(c.record, model)], part)
    return [
        replace(one, record=records.get((one.record._meta.model_name, one.record.pk), one.record))
        for one in cited
    ]
