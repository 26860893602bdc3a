"""Pages of the sites: list, map, detail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from directory.pages.answers import parameterless, public
from directory.pages.lists import list_page
from directory.pages.picture import picture_of
from directory.pages.site_detail import detail_context, detail_sites
from directory.selection import SiteSelection


@public
def site_list(request: HttpRequest) -> HttpResponse:
    return list_page(request, SiteSelection(request.GET), "directory/site_list.html")


@public
def site_map(request: HttpRequest) -> HttpResponse:
    selection = SiteSelection(request.GET)
    sites = list(selection.map_rows)
    picture = picture_of(sites)
    return list_page(request, selection, "directory/site_map.html", sites=sites, picture=picture)


@public
@parameterless
def site_detail(request: HttpRequest, slug: str) -> HttpResponse:
    site = get_object_or_404(detail_sites(), slug=slug)
    return render(request, "directory/site_detail.html", detail_context(site))
