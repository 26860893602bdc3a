"""Pages of the waves: what each round announced and what has become of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.enums import MachineRole
from directory.evidence.footnotes import Evidence
from directory.evidence.updates import updated_on
from directory.models import Site, Supercomputer, Wave
from directory.pages.answers import dated, public, refusal
from directory.pages.lists import list_page
from directory.pages.network import public_sites, site_columns, stage_counts
from directory.pages.not_yet import not_yet
from directory.selection import WaveSelection


@public
def wave_list(request: HttpRequest) -> HttpResponse:
    selection = WaveSelection(request.GET)
    if not selection.is_right:
        return refusal(request, selection.mistakes)
    rows = [
        (wave, stage_counts(wave.public_sites), {c.field for c in wave.conflicts.all()})
        for wave in selection.page
    ]
    return list_page(request, selection, "directory/wave_list.html", rows=rows)


@public
@dated
def wave_detail(request: HttpRequest, slug: str) -> HttpResponse:
    wave = get_object_or_404(Wave, slug=slug)
    if wave.announced_on > request.as_of.day:
        trail = [(_("Waves"), reverse("directory:waves"))]
        return not_yet(request, wave, trail, wave.announced_on)
    sites = list(public_sites(request.as_of.day).filter(wave=wave))
    context = {
        "wave": wave,
        "updated": updated_on(wave),
        "trail": [(_("Waves"), reverse("directory:waves"))],
        **Evidence(wave).context(),
        "sites": sites,
        "stages": stage_counts(sites),
        "columns": site_columns("name", "status", "country", "city", "supercomputers"),
        "new_machines": machines_of(sites, MachineRole.NEW_AI_OPTIMISED),
        "upgrades": machines_of(sites, MachineRole.UPGRADE),
    }
    return render(request, "directory/wave_detail.html", context)


def machines_of(sites: list[Site], role: MachineRole) -> list[Supercomputer]:
    """Return the machines of `sites` that have a role, by name, each of them once."""
    machines = {
        use.supercomputer_id: use.supercomputer
        for site in sites
        for use in site.machine_uses.all()
        if use.supercomputer.role == role
    }
    return sorted(machines.values(), key=lambda machine: (machine.sort_key, machine.pk))
