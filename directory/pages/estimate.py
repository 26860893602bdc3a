"""The compute estimate: its page, and what it says as JSON."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.answering.open_data import open_data
from directory.answering.problems import wrong_question
from directory.evidence.footnotes import Evidence, Shown
from directory.formats.base import about
from directory.guidance.estimate.data import as_data
from directory.guidance.estimate.estimate import Estimate, accelerators_of_the_network
from directory.guidance.estimate.short import InShort
from directory.guidance.estimate.work import AskedWork
from directory.models import Accelerator
from directory.pages.answers import json_answer, public


@public
def estimate(request: HttpRequest) -> HttpResponse:
    asked = AskedWork(request.GET)
    accelerators = accelerators_of_the_network()
    work = asked.work
    found = work and Estimate.of(work, accelerators)
    shown = [Shown(one, Accelerator.FACTS) for one in accelerators]
    context: dict[str, Any] = {
        "question": asked,
        "accelerators": accelerators,
        "estimate": found,
        "short": found and InShort.of(found),
        **Evidence(others=shown).context(),
    }
    status = None if asked.is_right else HTTPStatus.BAD_REQUEST
    return render(request, "directory/estimate.html", context, status=status)


@open_data
def data(request: HttpRequest) -> HttpResponse:
    """Answer with what the page says, as JSON."""
    asked = AskedWork(request.GET)
    address = request.build_absolute_uri()
    if not asked.is_right:
        return wrong_question(asked.mistakes, address)
    work = asked.work
    found = work and Estimate.of(work, accelerators_of_the_network())
    return json_answer(about(asked, address) | as_data(asked, found))
