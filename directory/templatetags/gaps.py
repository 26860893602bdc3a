"""What the front page of the admin tells of facts without a citation."""

from dataclasses import dataclass
from typing import Any

from django import template

from directory.evidence.gaps import total_gaps

register = template.Library()


@dataclass(frozen=True)
class ToCite:
    """The facts without citation of one kind of record, and where they are listed."""

    name: str
    gaps: int
    url: str


@register.simple_tag
def to_cite(app_list: list[dict[str, Any]]) -> list[ToCite]:
    """Return what is to be cited of the models that an editor sees, in one query for each."""
    models = [model for app in app_list for model in app["models"] if model["admin_url"]]
    return [
        ToCite(str(model["name"]), gaps, f"{model['admin_url']}?gaps=yes")
        for model in models
        if getattr(model["model"], "FACTS", ()) and (gaps := total_gaps(model["model"]))
    ]


@register.filter
def total(kinds: list[ToCite]) -> int:
    return sum(kind.gaps for kind in kinds)
