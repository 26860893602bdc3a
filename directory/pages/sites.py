"""Pages of the sites: list, map, detail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Site
from directory.pages.answers import dated, public
from directory.pages.date_line import DateLine
from directory.pages.lists import list_page
from directory.pages.not_yet import announced_on, not_yet
from directory.pages.picture import picture_of
from directory.pages.site_detail import detail_context, detail_sites
from directory.selection import SiteSelection


@public
def site_list(request: HttpRequest) -> HttpResponse:
    return list_page(request, SiteSelection(request.GET), "directory/site_list.html")


@public
def site_map(request: HttpRequest) -> HttpResponse:
    selection = SiteSelection(request.GET)
    sites = selection.map_rows
    context = {"sites": sites}
    if selection.is_right:
        context |= {"picture": picture_of(sites), "date_line": DateLine.of(selection)}
    return list_page(request, selection, "directory/site_map.html", **context)


@public
@dated
def site_detail(request: HttpRequest, slug: str) -> HttpResponse:
    site = detail_sites(request.as_of.day).filter(slug=slug).first()
    if site is None:
        later = get_object_or_404(Site.objects.public().as_of().select_related("wave"), slug=slug)
        trail = [(_("Sites"), reverse("directory:sites"))]
        return not_yet(request, later, trail, announced_on(later))
    return render(request, "directory/site_detail.html", detail_context(site, request.as_of.day))
