"""What the front page of the admin tells of drafts."""

from django import template
from django.db.models import Count
from django.urls import reverse

from directory.enums import DraftState
from directory.models import Draft
from directory.templatetags.gaps import ToDo

register = template.Library()


@register.simple_tag
def waiting_drafts() -> list[ToDo]:
    """Return the open drafts by their state, in one query."""
    counted = Draft.objects.order_by().values_list("state").annotate(number=Count("*"))
    numbers, listed = dict(counted), reverse("admin:directory_draft_changelist")
    return [
        ToDo(str(state.label), numbers[state], f"{listed}?state={state}")
        for state in (DraftState.IN_REVIEW, DraftState.DRAFT, DraftState.SCHEDULED)
        if state in numbers
    ]
