"""What can be taken away from a page: the list or the one record that it shows, as a selection."""

from functools import cache

from django.http import HttpRequest

from directory.selection import SELECTIONS, Selection


@cache
def pages() -> dict[str, tuple[type[Selection], bool]]:
    """Return the pages that have twins, by view name; whether they are of one record."""
    lists = {page: (s, False) for s in SELECTIONS.values() for page in s.pages.values()}
    return lists | {s.record_page: (s, True) for s in SELECTIONS.values() if s.record_page}


def asked_of(request: HttpRequest) -> Selection | None:
    """Return what is asked of a page that has twins; None of others."""
    match = request.resolver_match
    if not match or match.view_name not in pages():
        return None
    selection_class, is_record = pages()[match.view_name]
    keys = match.kwargs.values() if is_record else ()
    return selection_class(request.GET, *map(str, keys))


def is_takeable(asked: Selection) -> bool:
    """Tell whether it can be taken away: not where a record is asked what it does not take."""
    return not asked.slug or all(name in asked.known for name in asked.asked_for)
