"""Content negotiation: the address of a list or a record answers as data to who asks for data."""

from django.http import HttpRequest, HttpResponseBase

from directory.answering.accept import preferred
from directory.formats import formats_of
from directory.pages import twins
from directory.selection import Selection

PAGE = "text/html"


def twin_wanted(request: HttpRequest, asked: Selection | None) -> HttpResponseBase | None:
    """Answer with the twin that `Accept` prefers to the page, None where it prefers the page."""
    if asked is None:
        return None
    suffixes = {f.plain_type: s for s, f in formats_of(asked.name).items()}
    wanted = preferred(request, [PAGE, *suffixes])
    if wanted is None or wanted == PAGE:
        return None
    name, suffix = asked.path_names()[0], suffixes[wanted]
    if asked.slug:
        response = twins.record_data(request, name=name, slug=asked.slug, suffix=suffix)
    else:
        response = twins.list_data(request, name=name, suffix=suffix)
    response.headers["Content-Location"] = asked.url_for(suffix)
    return response
