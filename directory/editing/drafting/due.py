"""Drafts that were approved for a day: published when it has come."""

import datetime
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directory.editing.drafting.drafts import changed, publish, to_state
from directory.editing.problems import ChangeRefusedError, OutdatedError
from directory.enums import DraftState
from directory.models import Draft, Edition
from directory.models.history import WHY


@dataclass(frozen=True)
class Due:
    """What became of a draft whose day had come: the edition, or why it was not published."""

    draft: Draft
    edition: Edition | None
    refused: str = ""


def publish_due(day: datetime.date) -> list[Due]:
    """Publish every draft that was approved for `day` or an earlier one, each by itself.

    One that cannot be published goes back to the reviewers with the reason. One that somebody
    changes meanwhile is theirs to decide about.
    """
    done = []
    due = Draft.objects.filter(state=DraftState.SCHEDULED, publish_on__lte=day)
    for draft in due.order_by("publish_on", "pk"):
        with suppress(OutdatedError):
            done.append(_published_or_sent_back(draft))
    return done


def _published_or_sent_back(draft: Draft) -> Due:
    approved_by = draft.approved_by or draft.who
    try:
        return Due(draft, publish(draft, who=approved_by))
    except OutdatedError:
        raise
    except ChangeRefusedError as refused:
        with changed(draft, approved_by) as kept:
            to_state(kept, DraftState.IN_REVIEW)
            kept.note = (_("Not published on its day. %s") % refused.reasons)[:WHY]
        return Due(draft, None, str(refused))
