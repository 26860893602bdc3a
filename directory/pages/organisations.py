"""Pages of the organisations: which roles each has at sites, which machines it operates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.columns.organisations import roles_by_site
from directory.evidence.footnotes import Evidence
from directory.models import Organisation
from directory.pages.answers import dated, public
from directory.pages.lists import list_page
from directory.pages.network import machine_columns, public_machines, roles_with_sites
from directory.selection import OrganisationSelection


@public
def organisation_list(request: HttpRequest) -> HttpResponse:
    selection = OrganisationSelection(request.GET)
    return list_page(request, selection, "directory/organisation_list.html")


@public
@dated
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.select_related("country"), slug=slug)
    context = {
        "organisation": organisation,
        "trail": [(_("Organisations"), reverse("directory:organisations"))],
        **Evidence(organisation).context(),
        "roles": roles_by_site(
            roles_with_sites(request.as_of.day).filter(organisation=organisation)
        ),
        "machine_columns": machine_columns("name", "status", "role", "country", "sites"),
        "machines": public_machines(request.as_of.day).filter(operator=organisation),
    }
    return render(request, "directory/organisation_detail.html", context)
