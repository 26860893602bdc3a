"""The finder: six questions, and the way in that the rules give; the rules themselves."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory import dates
from directory.answering.open_data import open_data
from directory.answering.problems import wrong_question
from directory.evidence.footnotes import Evidence, Shown
from directory.evidence.helpdesk import helpdesk
from directory.formats.base import about
from directory.guidance.answers import Answers, FinderQuestion
from directory.guidance.finder import find
from directory.guidance.finding_data import as_data
from directory.models import FinderRule
from directory.pages.answers import json_answer, parameterless, public

#: What the page shows of each access mode that may be open.
MODE_FACTS = (
    "eligibility",
    "resources",
    "duration",
    "cost",
    "turnaround",
    "cutoffs",
    "apply_url",
    "info_url",
)
FIRST_SITES = 5


@public
def finder(request: HttpRequest) -> HttpResponse:
    question = FinderQuestion(request.GET)
    context = {"question": question}
    if question.is_right and question.params:
        answers = Answers.of(question)
        finding = find(answers, dates.today())
        modes = [
            answer.mode
            for answer in (*finding.open_modes, *finding.unsuited_modes, *finding.unsure_modes)
        ]
        evidence = Evidence(others=[Shown(mode, MODE_FACTS) for mode in modes])
        context |= evidence.context() | {
            "finding": finding,
            "wants_only_help": answers.wants_only_help,
            "first_sites": finding.sites[:FIRST_SITES],
            "more_sites": finding.sites[FIRST_SITES:],
            "helpdesk": helpdesk(),
        }
    status = None if question.is_right else HTTPStatus.BAD_REQUEST
    return render(request, "directory/finder.html", context, status=status)


@open_data
def data(request: HttpRequest) -> HttpResponse:
    """Answer with what the page says, as JSON."""
    question = FinderQuestion(request.GET)
    address = request.build_absolute_uri()
    if not question.is_right:
        return wrong_question(question.mistakes, address)
    finding = find(Answers.of(question), dates.today())
    return json_answer(about(question, address) | as_data(question, finding))


@public
@parameterless
def rules(request: HttpRequest) -> HttpResponse:
    """Answer with every rule that the finder follows."""
    every = FinderRule.objects.select_related("mode").prefetch_related("countries", "sources")
    context = {
        "rules": every.order_by("mode__sort_key", "criterion", "sort_key", "slug"),
        "trail": [(_("Find a way in"), reverse("directory:finder"))],
    }
    return render(request, "directory/finder_rules.html", context)
