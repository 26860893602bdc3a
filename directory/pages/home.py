"""The front page: what the network is today."""

from collections import Counter

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from directory.enums import SiteKind, SiteStage
from directory.models import Edition, Milestone, Supercomputer, Wave
from directory.pages.answers import parameterless, public
from directory.pages.picture import picture_of
from directory.selection import SiteSelection

NEWEST_STEPS = 6


@public
@parameterless
def home(request: HttpRequest) -> HttpResponse:
    network = SiteSelection(QueryDict())
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
        "machines": Supercomputer.objects.count(),
        "picture": picture_of(sites),
        "waves": [
            (wave, [site for site in sites if site.wave_id == wave.pk])
            for wave in Wave.objects.all()
        ],
        "steps": Milestone.objects.newest_reached(NEWEST_STEPS),
        "changed": Edition.objects.first(),
        "countries": sorted(countries.items(), key=lambda item: item[0].sort_key),
    }
    return render(request, "directory/home.html", context)
