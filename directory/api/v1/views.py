"""The views of the API: its index, its lists, their records, and what is said of all of them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from directory.answering.absent import absent
from directory.answering.open_data import open_data
from directory.answering.parameterless import parameterless
from directory.answering.problems import not_found, wrong_question
from directory.answering.snapshot import snapshot
from directory.api.v1.answers import list_answer, query_of, record_answer
from directory.api.v1.asking import CURSOR, ApiQuestion, CursorField
from directory.api.v1.document import document
from directory.api.v1.documentation import chapters
from directory.api.v1.operations import IndexSchema, ListSchema, RecordSchema
from directory.api.v1.paging import BrokenCursorError
from directory.formats.base import about
from directory.selection import SELECTIONS, Selection
from directory.selection.facets import Mistake
from directory.selection.standing import Standing


class Today(Standing):
    """What an answer without a question stands on."""

    params = QueryDict()


class Index(APIView):
    """The lists that there are, with their addresses."""

    schema = IndexSchema()

    def get(self, request: Request) -> HttpResponseBase:
        address, whole = request.build_absolute_uri(), request.build_absolute_uri
        lists = [
            {"name": name, "title": str(each.title), "api_url": whole(reverse(f"api:{name}"))}
            for name, each in SELECTIONS.items()
        ]
        return Response(
            {
                **about(Today(), address),
                "documentation": whole(reverse("api:docs")),
                "openapi": whole(reverse("api:openapi")),
                "lists": lists,
            }
        )


class ListView(APIView):
    """One list, page by page."""

    schema = ListSchema()
    selection_class: type[Selection] = Selection

    def get(self, request: Request) -> HttpResponseBase:
        whole, params = request.build_absolute_uri, request.query_params
        with snapshot():
            question = ApiQuestion(self.selection_class, params)
            if question.mistakes:
                return wrong_question(question.mistakes, whole())
            try:
                answer = list_answer(question, params, request.path, whole)
            except BrokenCursorError:
                reason = _("It is no cursor of this list in this order.")
                wrong = Mistake(CURSOR, reason, (str(CursorField.accepted),))
                return wrong_question([wrong], whole())
        links = {"Link": f'<{answer["next"]}>; rel="next"'} if answer["next"] else {}
        return Response(answer, headers=links)


class RecordView(APIView):
    """One record of a list."""

    schema = RecordSchema()
    selection_class: type[Selection] = Selection

    def get(self, request: Request, slug: str) -> HttpResponseBase:
        whole = request.build_absolute_uri
        if (canonical := self.selection_class.canonical(slug)) != slug:
            address = reverse(f"api:{self.selection_class.name}-record", args=[canonical])
            return redirect(address + query_of(request.query_params), permanent=True)
        with snapshot():
            question = ApiQuestion(self.selection_class, request.query_params, slug)
            if question.mistakes:
                return wrong_question(question.mistakes, whole())
            row = next(question.selection.each(), None)
            if row is None:
                return absent(question.selection, whole())
            return Response(record_answer(question, row, whole(), whole))


class OpenApi(APIView):
    """The description of the API for machines."""

    schema = None

    def get(self, request: Request) -> HttpResponseBase:
        return Response(document(request.build_absolute_uri(reverse("api:index"))))


@open_data
@parameterless
def docs(request: HttpRequest) -> HttpResponse:
    """Show the description of the API to people."""
    whole = request.build_absolute_uri(reverse("api:index"))
    content = {"chapters": chapters(document(whole)), "root": whole}
    return render(request, "directory/api/docs.html", content)


@open_data
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Answer an address at which there is nothing."""
    if rest.endswith("/"):
        raise Http404
    words = _("There is nothing at this address; those of lists and records end with a slash.")
    return not_found(request.build_absolute_uri(), words)
