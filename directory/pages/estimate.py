"""The compute estimate: its page, and what it says as JSON."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from directory.evidence.footnotes import Evidence, Shown
from directory.formats.base import ATTRIBUTION, LICENCE, standing
from directory.guidance.estimate.data import as_data
from directory.guidance.estimate.estimate import Estimate, accelerators_of_the_network
from directory.guidance.estimate.work import AskedWork
from directory.models import Accelerator
from directory.pages.answers import WRONG_QUESTION, problem, public


@public
def estimate(request: HttpRequest) -> HttpResponse:
    asked = AskedWork(request.GET)
    accelerators = accelerators_of_the_network()
    shown = [Shown(one, Accelerator.FACTS) for one in accelerators]
    context: dict[str, Any] = {
        "question": asked,
        "accelerators": accelerators,
        "estimate": asked.work and Estimate.of(asked.work, accelerators),
        **Evidence(others=shown).context(),
    }
    status = None if asked.is_right else WRONG_QUESTION
    return render(request, "directory/estimate.html", context, status=status)


@public
def data(request: HttpRequest) -> HttpResponse:
    """Answer with what the page says, as JSON."""
    asked = AskedWork(request.GET)
    address = request.build_absolute_uri()
    if not asked.is_right:
        return problem(asked.mistakes, address)
    work = asked.work
    found = work and Estimate.of(work, accelerators_of_the_network())
    about = {"licence": LICENCE, "attribution": ATTRIBUTION, "address": address}
    return JsonResponse(
        standing(asked) | about | as_data(asked, found),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
