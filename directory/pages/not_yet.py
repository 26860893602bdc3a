"""What the page of a record says on a day on which nobody had announced it."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.enums import SiteStage
from directory.models import Record, Site, Supercomputer, Wave


def announced_on(record: Site | Supercomputer) -> datetime.date | None:
    """Return the day of a site's selection or of a machine's first step, None if undated."""
    steps = record.milestones.filter(reached=True, latest__isnull=False)
    if isinstance(record, Site):
        steps = steps.filter(stage=SiteStage.SELECTED)
    return steps.order_by("latest").values_list("latest", flat=True).first()


def not_yet(
    request: HttpRequest,
    record: Record,
    trail: list[tuple[str, str]],
    announced: datetime.date | None,
) -> HttpResponse:
    """Answer that `record` was not there yet, with the way to the first day on which it was."""
    context = {
        "record": record,
        "trail": trail,
        "announced_on": announced,
        "wave": record.wave if isinstance(record, Site) else None,
        "is_wave": isinstance(record, Wave),
    }
    return render(request, "directory/not_yet.html", context)
