"""Pages of the sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.evidence.carried import cited_records, claims_of, milestones_of
from directory.models import Source, language_name
from directory.pages.answers import parameterless, public
from directory.pages.lists import list_page
from directory.selection import SourceSelection


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
        "cited_records": cited_records(source),
        "milestones": milestones_of(source),
        "claims": claims_of(source),
    }
    return render(request, "directory/source_detail.html", context)
