"""Pages of the supercomputers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from directory.pages.answers import parameterless, public
from directory.pages.lists import list_page
from directory.pages.supercomputer_detail import detail_context, detail_supercomputers
from directory.selection import SupercomputerSelection


@public
def supercomputer_list(request: HttpRequest) -> HttpResponse:
    selection = SupercomputerSelection(request.GET)
    return list_page(request, selection, "directory/supercomputer_list.html")


@public
@parameterless
def supercomputer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    machine = get_object_or_404(detail_supercomputers(), slug=slug)
    return render(request, "directory/supercomputer_detail.html", detail_context(machine))
