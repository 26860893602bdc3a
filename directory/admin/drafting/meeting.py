"""The page on which two edits of one record meet: what was submitted, and both side by side."""

from dataclasses import dataclass, field
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

from directory.admin.drafting.captured import Submission
from directory.editing.drafting.merging import Side
from directory.editing.problems import ChangeRefusedError, Problem
from directory.models import Draft, Version


@dataclass
class Meeting:
    """Two edits of one record that have to be brought together, for the page that shows both."""

    sides: list[Side]
    #: What the other edit made: an edition of the record, or a revision of its draft.
    seen: int
    #: The versions that others made meanwhile.
    versions: list[Version] = field(default_factory=list)
    #: Whether the other edit took the record away.
    removed: bool = False
    #: The draft that the other edit is, where it is none of the published record.
    draft: Draft | None = None


def meet(form: Submission, meeting: Meeting) -> HttpResponse:
    """Return the submitted form once more, with both edits side by side above it."""
    form.request.meeting = meeting
    if meeting.draft:
        told = _("A draft of %s waits for this record. Nothing was saved yet.") % meeting.draft.who
    elif meeting.removed:
        told = _("Somebody else removed this record after you opened it. Nothing was saved yet.")
    else:
        told = _("Somebody else changed this record after you opened it. Nothing was saved yet.")
    response = form.refused(ChangeRefusedError([Problem("", "", "", told)]))
    response.status_code = HTTPStatus.CONFLICT
    return response
