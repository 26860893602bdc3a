"""Pages of the sites: list, map, detail, and the list as data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from directory.columns import SITE_COLUMNS
from directory.formats import FORMATS
from directory.pages.answers import WRONG_QUESTION, problem, public
from directory.pages.site_detail import detail_context, detail_sites
from directory.selection import SELECTIONS, SiteSelection


def selection_page(request: HttpRequest, template: str) -> HttpResponse:
    """Answer with a page of a selection of sites; with status 400 where the question is wrong."""
    selection = SiteSelection(request.GET)
    context = {
        "selection": selection,
        "columns": [column for column in SITE_COLUMNS if column.in_table],
        "downloads": [(format_, selection.url_for(format_.suffix)) for format_ in FORMATS.values()],
    }
    status = None if selection.is_right else WRONG_QUESTION
    return render(request, template, context, status=status)


@public
def site_list(request: HttpRequest) -> HttpResponse:
    return selection_page(request, "directory/site_list.html")


@public
def site_map(request: HttpRequest) -> HttpResponse:
    return selection_page(request, "directory/site_map.html")


@public
def site_detail(request: HttpRequest, slug: str) -> HttpResponse:
    site = get_object_or_404(detail_sites(), slug=slug)
    return render(request, "directory/site_detail.html", detail_context(site))


@public
def data(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    """Answer with a selection of the list `name` in a data format, under the list's address."""
    if name not in SELECTIONS or suffix not in FORMATS:
        raise Http404
    selection = SELECTIONS[name](request.GET)
    address = request.build_absolute_uri()
    if not selection.is_right:
        return problem(selection, address)
    format_ = FORMATS[suffix]
    response = HttpResponse(format_.write(selection, address), content_type=format_.media_type)
    response["Content-Disposition"] = f'inline; filename="{name}.{suffix}"'
    return response
