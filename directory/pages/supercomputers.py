"""Pages of the supercomputers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Supercomputer
from directory.pages.answers import dated, public
from directory.pages.lists import list_page
from directory.pages.not_yet import announced_on, not_yet
from directory.pages.supercomputer_detail import detail_context, detail_supercomputers
from directory.selection import SupercomputerSelection


@public
def supercomputer_list(request: HttpRequest) -> HttpResponse:
    selection = SupercomputerSelection(request.GET)
    return list_page(request, selection, "directory/supercomputer_list.html")


@public
@dated
def supercomputer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    machine = detail_supercomputers(request.as_of.day).filter(slug=slug).first()
    if machine is None:
        later = get_object_or_404(Supercomputer.objects.as_of(), slug=slug)
        trail = [(_("Supercomputers"), reverse("directory:supercomputers"))]
        return not_yet(request, later, trail, announced_on(later))
    context = detail_context(machine, request.as_of.day)
    return render(request, "directory/supercomputer_detail.html", context)
