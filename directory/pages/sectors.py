"""Pages of the sectors: which sites address each of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Sector
from directory.pages.answers import dated, public, refusal
from directory.pages.lists import list_page
from directory.pages.network import public_sites, site_columns, stage_counts
from directory.selection import SectorSelection


@public
def sector_list(request: HttpRequest) -> HttpResponse:
    selection = SectorSelection(request.GET)
    if not selection.is_right:
        return refusal(request, selection.mistakes)
    return list_page(request, selection, "directory/sector_list.html")


@public
@dated
def sector_detail(request: HttpRequest, slug: str) -> HttpResponse:
    sector = get_object_or_404(Sector, slug=slug)
    sites = list(public_sites(request.as_of.day).filter(sectors=sector))
    context = {
        "sector": sector,
        "trail": [(_("Sectors"), reverse("directory:sectors"))],
        "sites": sites,
        "stages": stage_counts(sites),
        "columns": site_columns("name", "kind", "status", "country", "wave", "supercomputers"),
    }
    return render(request, "directory/sector_detail.html", context)
