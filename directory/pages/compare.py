"""The comparison: sites or supercomputers side by side, as a page and as data."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.guidance.comparison import Comparison
from directory.guidance.comparison_data import WRITERS
from directory.pages.answers import problem, public
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


@public
def data(request: HttpRequest, suffix: str) -> HttpResponse:
    """Answer with the facts of the comparison, one row for each fact and record."""
    if suffix not in WRITERS:
        raise Http404
    asked, writer = Compared(request.GET), WRITERS[suffix]
    address = request.build_absolute_uri()
    mistakes = asked.mistakes
    if not asked.kind and not mistakes:
        mistakes = (Mistake("site", _("Name what is to be compared."), KINDS),)
    if mistakes:
        return problem(mistakes, address)
    content = writer.write(Comparison(asked), address)
    response = HttpResponse(content, content_type=writer.media_type)
    edition = asked.edition.number if asked.edition else 0
    response["Content-Disposition"] = f'inline; filename="comparison-edition-{edition}.{suffix}"'
    return response
