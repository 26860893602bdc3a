"""Pages of the sites: list, map, detail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from directory.models import Site
from directory.pages.answers import dated, public
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
@dated
def site_detail(request: HttpRequest, slug: str) -> HttpResponse:
    site = detail_sites(request.as_of.day).filter(slug=slug).first()
    if site is None:
        later = get_object_or_404(Site.objects.public().as_of().select_related("wave"), slug=slug)
        return render(request, "directory/not_yet.html", {"record": later, "since": later.wave})
    return render(request, "directory/site_detail.html", detail_context(site, request.as_of.day))
