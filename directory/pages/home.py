"""The front page: what the network is today."""

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from directory.enums import SiteKind, SiteStage
from directory.models import Country, Supercomputer, Wave
from directory.pages.answers import parameterless, public
from directory.selection import SiteSelection


@public
@parameterless
def home(request: HttpRequest) -> HttpResponse:
    everything = SiteSelection(QueryDict())
    sites = everything.all_rows().order_by()
    counts = sites.aggregate(
        sites=Count("pk"),
        factories=Count("pk", filter=Q(kind=SiteKind.FACTORY)),
        antennas=Count("pk", filter=Q(kind=SiteKind.ANTENNA)),
        serving=Count("pk", filter=Q(stage=SiteStage.SERVING_USERS)),
        countries=Count("country", distinct=True),
    )
    context = {
        "counts": counts,
        "machines": Supercomputer.objects.count(),
        "waves": Wave.objects.prefetch_related(
            Prefetch("sites", everything.all_rows(), to_attr="public_sites")
        ),
        "countries": Country.objects.filter(sites__in=sites)
        .annotate(site_count=Count("sites", filter=Q(sites__in=sites)))
        .order_by("sort_key"),
    }
    return render(request, "directory/home.html", context)
