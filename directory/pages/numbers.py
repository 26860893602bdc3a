"""Pages of the numbers: each with its definition, what it counts, and how to quote it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.evidence.course import course_of
from directory.evidence.ledger import Ledger
from directory.evidence.metrics import COUNTED
from directory.evidence.network import Network
from directory.evidence.quoting import Quotation
from directory.models import Claim, Edition
from directory.pages.answers import dated, public, refusal
from directory.pages.lists import list_page
from directory.selection import NumberSelection


@public
def number_list(request: HttpRequest) -> HttpResponse:
    """Answer with every number that is counted, as of a day."""
    selection = NumberSelection(request.GET)
    if not selection.is_right:
        return refusal(request, selection.mistakes)
    return list_page(request, selection, "directory/number_list.html")


@public
@dated
def number_detail(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with one number as of a day, with all that is needed to quote and to check it."""
    metric = COUNTED.get(name)
    if not metric:
        raise Http404
    day = request.as_of.day  # type: ignore[attr-defined]
    network = Network.now()
    book = Ledger(network, day)
    count = book.count(metric, day)
    claims = list(
        Claim.objects.as_of(day)
        .filter(metric=name)
        .select_related("source")
        .prefetch_related("also_stated_by")
        .order_by("latest", "sort_key", "slug")
    )
    for claim in claims:
        claim.entry = book.entry(claim)
    edition = Edition.current()
    context = {
        "metric": metric,
        "count": count,
        "listed": metric.listing.address(day) if metric.listing else "",
        "course": course_of(metric, network, day),
        "claims": claims,
        "current_edition": edition,
        "quotation": Quotation(
            metric, count, day, edition, request.build_absolute_uri(metric.address(day))
        ),
        "trail": [(_("Numbers"), reverse("directory:numbers"))],
    }
    return render(request, "directory/number_detail.html", context)
