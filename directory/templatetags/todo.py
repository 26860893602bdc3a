"""What the front page of the admin tells is to be done: with facts, records, drafts and links."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Count
from django.urls import reverse

from directory.enums import DraftState
from directory.evidence.dead_links import dead_links
from directory.evidence.freshness import total_due
from directory.evidence.gaps import total_gaps
from directory.models import Draft

register = template.Library()

AppList = list[dict[str, Any]]


@dataclass(frozen=True)
class ToDo:
    """What is to be done with the records of one kind: how much, and where it is listed."""

    name: str
    number: int
    url: str


@register.simple_tag
def to_cite(app_list: AppList) -> list[ToDo]:
    """Return the facts to cite of the models that an editor sees, in one query for each model."""
    cited = [model for model in _models(app_list) if getattr(model["model"], "FACTS", ())]
    return [
        ToDo(str(model["name"]), gaps, f"{model['admin_url']}?gaps=yes")
        for model in cited
        if (gaps := total_gaps(model["model"]))
    ]


@register.simple_tag
def to_verify(app_list: AppList) -> list[ToDo]:
    """Return the records that nobody verified for long, of what an editor sees; one query."""
    due = total_due(model["model"] for model in _models(app_list))
    return [
        ToDo(str(model["name"]), number, f"{model['admin_url']}?verified=due")
        for model in _models(app_list)
        if (number := due.get(model["model"]._meta.model_name))
    ]


def _models(app_list: AppList) -> list[dict[str, Any]]:
    return [model for app in app_list for model in app["models"] if model["admin_url"]]


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


@register.simple_tag
def dead_links_total() -> int:
    """Return how many links were dead when they were last checked; one query."""
    return len(dead_links())


@register.filter
def total(kinds: list[ToDo]) -> int:
    return sum(kind.number for kind in kinds)
