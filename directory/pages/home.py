"""The front page: what the network is, today or as of another day."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.evidence.metrics import headline_numbers, sites_total
from directory.evidence.network import Network
from directory.guidance.answers import FinderForm
from directory.models import Milestone, Wave
from directory.pages.answers import dated, public
from directory.pages.picture import picture_of
from directory.selection import SiteSelection

NEWEST_STEPS = 6


@public
@dated
def home(request: HttpRequest) -> HttpResponse:
    day = request.as_of.day  # type: ignore[attr-defined]
    selection = SiteSelection.on(day)
    sites = list(selection.for_map(selection.all_rows()))
    network = Network.now()
    countries = Counter(site.country for site in sites)
    context = {
        "finder_form": FinderForm(),
        "numbers": headline_numbers(network, day),
        "site_count": sites_total(network, day),
        "picture": picture_of(sites),
        "waves": [
            (wave, [site for site in sites if site.wave_id == wave.pk])
            for wave in Wave.objects.as_of(day)
        ],
        "steps": Milestone.objects.newest_reached(NEWEST_STEPS, day),
        "countries": sorted(countries.items(), key=lambda item: item[0].sort_key),
    }
    return render(request, "directory/home.html", context)
