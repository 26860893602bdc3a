"""The comparison: sites or supercomputers side by side, as a page and as data."""

from contextlib import ExitStack
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.answering.open_data import open_data
from directory.answering.problems import wrong_question
from directory.answering.streaming import answer_of, of_one_moment
from directory.guidance.comparison import Comparison
from directory.guidance.comparison_data import WRITERS
from directory.pages.answers import public
from directory.selection.compared import KINDS, Compared
from directory.selection.facets import Mistake


@public
def compare(request: HttpRequest) -> HttpResponse:
    asked = Compared(request.GET)
    request.as_of = asked.as_of  # type: ignore[attr-defined]
    context = {"selection": asked, "chosen": asked.chosen}
    if asked.slugs:
        comparison = Comparison(asked)
        context |= {
            "comparison": comparison,
            "downloads": [(writer, asked.url_for(writer.suffix)) for writer in WRITERS.values()],
            **comparison.evidence.context(),
        }
    status = None if asked.is_right else HTTPStatus.BAD_REQUEST
    return render(request, "directory/compare.html", context, status=status)


@open_data
def data(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Answer with the facts of the comparison, one row for each fact and record."""
    if suffix not in WRITERS:
        raise Http404
    address, writer = request.build_absolute_uri(), WRITERS[suffix]

    def answer(moment: ExitStack) -> HttpResponseBase:
        asked = Compared(request.GET)
        mistakes = asked.mistakes
        if not asked.kind and not mistakes:
            mistakes = (Mistake("site", _("Name what is to be compared."), KINDS),)
        if mistakes:
            return wrong_question(mistakes, address)
        response = answer_of(writer.write(Comparison(asked), address), writer.media_type, moment)
        edition = asked.edition.number if asked.edition else 0
        filename = f"comparison-edition-{edition}.{suffix}"
        response["Content-Disposition"] = f'inline; filename="{filename}"'
        return response

    return of_one_moment(answer)
