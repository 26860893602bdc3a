"""What a page offers to be taken away: its selection or record, and what changes in it."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.formats import formats_of
from directory.formats.snippets import snippets
from directory.formats.taken import Taken
from directory.selection import ChangeSelection

register = template.Library()


@register.inclusion_tag("directory/parts/downloads.html", takes_context=True)
def downloads(context: template.Context) -> dict[str, Any]:
    """Offer each format of what the page shows, and code that fetches it, if there is any."""
    taken: Taken | None = context["taken"]
    if not taken or not taken.twins:
        return {}
    return {
        "taken": taken,
        "selection": taken.selection,
        "snippets": snippets(taken.selection, context["request"].build_absolute_uri),
        "edition": context["edition"],
        "terms": context["terms"],
    }


@register.inclusion_tag("directory/parts/alternates.html")
def feeds_of_changes(**asked: str) -> dict[str, Any]:
    """Name the feeds of what changes in a record, by the filter of the changes and its slug."""
    changes = ChangeSelection(QueryDict(urlencode(asked)))
    followed = [format_ for format_ in formats_of(changes.name).values() if format_.is_followed]
    twins = [(format_, changes.url_for(format_.suffix)) for format_ in followed]
    return {"twins": twins, "title": _("Changes")}
