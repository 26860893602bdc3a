"""The front page: what the network is, today or as of another day."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.enums import SiteKind, SiteStage
from directory.models import Edition, Milestone, Supercomputer, Wave
from directory.pages.answers import dated, public
from directory.pages.picture import picture_of
from directory.selection import SiteSelection

NEWEST_STEPS = 6


@public
@dated
def home(request: HttpRequest) -> HttpResponse:
    network = SiteSelection.on(request.as_of.day)
    sites = list(network.for_map(network.all_rows()))
    kinds = Counter(site.kind for site in sites)
    countries = Counter(site.country for site in sites)
    context = {
        "counts": {
            "sites": len(sites),
            "factories": kinds[SiteKind.FACTORY],
            "antennas": kinds[SiteKind.ANTENNA],
            "serving": sum(site.stage == SiteStage.SERVING_USERS for site in sites),
            "countries": len(countries),
        },
        "machines": Supercomputer.objects.as_of(request.as_of.day).count(),
        "picture": picture_of(sites),
        "waves": [
            (wave, [site for site in sites if site.wave_id == wave.pk])
            for wave in Wave.objects.as_of(request.as_of.day)
        ],
        "steps": Milestone.objects.newest_reached(NEWEST_STEPS, request.as_of.day),
        "changed": Edition.objects.first(),
        "countries": sorted(countries.items(), key=lambda item: item[0].sort_key),
    }
    return render(request, "directory/home.html", context)
