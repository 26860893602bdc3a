"""The timeline of the whole network: a picture that is also a table."""

from django.http import HttpRequest, HttpResponse

from directory.evidence.agenda import agenda
from directory.evidence.timeline import histories_of
from directory.pages.answers import public
from directory.pages.lists import list_page
from directory.pages.timeline_picture import timeline_picture
from directory.selection import MilestoneSelection
from directory.selection.milestones import lane_order


@public
def timeline(request: HttpRequest) -> HttpResponse:
    """Answer with the found steps, drawn in lanes and written in a table below.

    The lanes keep their order however the table is sorted.
    """
    selection = MilestoneSelection(request.GET)
    context = {}
    if selection.count:
        rows = list(selection.page.object_list)
        beside = agenda(selection.day)
        histories = histories_of(sorted(rows, key=lane_order), selection.day)
        context = {
            "moved": [(h, stage) for h in histories for stage in h.stages if stage.slip],
            "overdue": [(h, stage) for h in histories for stage in h.stages if stage.is_overdue],
            "rows": rows,
            "agenda": beside,
            "picture": timeline_picture(
                histories,
                selection.day,
                agenda=beside,
                waves=selection.waves,
                by_country=True,
            ),
        }
    return list_page(request, selection, "directory/timeline.html", **context)
