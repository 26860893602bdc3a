"""What the pages are called to which an answer leads."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.apps import apps
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.columns.base import Label, Link
from directory.guidance.answers import FinderForm
from directory.models import HelpEntry
from directory.selection import LISTS
from directory.selection.day import AS_OF

#: What the other pages are called.
TITLES = {
    "finder": _("Find a way in"),
    "finder_rules": _("Rules of the finder"),
    "estimate": _("Estimate of computing time"),
    "compare": _("Compare"),
}
#: Parameters that change how a page looks, not what it shows.
ORDER = ("sort", "page")


def further(entries: Iterable[HelpEntry]) -> None:
    """Give each entry its links to other pages; one query for each kind of record they lead to."""
    entries = list(entries)
    places = {path: place_of(path) for entry in entries for path in entry.see}
    wanted: dict[str, set[str]] = {}
    for page, slug in places.values():
        if slug:
            wanted.setdefault(page, set()).add(slug)
    names = {
        (page, record.pk): str(record)
        for page, slugs in wanted.items()
        for record in apps.get_model("directory", page).public().filter(pk__in=slugs)
    }
    labels = {path: names.get(place) or label(path, place[0]) for path, place in places.items()}
    for entry in entries:
        entry.further = [Link(labels[path], below_root(path)) for path in entry.see]


def below_root(path: str) -> str:
    """Return the address of a path of the portal, which may itself be below a path of a site."""
    return get_script_prefix().rstrip("/") + path


def place_of(path: str) -> tuple[str, str]:
    """Return the name of the page at a path, and the slug where it is that of a record.

    The page of a record has the name of its model, and needs nothing but its slug.
    """
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return "", ""
    is_record = list(found.kwargs) == ["slug"]
    return found.url_name or "", found.kwargs["slug"] if is_record else ""


def label(path: str, page: str) -> Label:
    """Return what a page is called and what is asked of it, such as “Sites: Serving users”."""
    title = LISTS[page].title if page in LISTS else TITLES.get(page)
    if title is None:
        return path
    asked = parse_qsl(urlsplit(path).query)
    words = [value_in_words(page, name, value) for name, value in asked if name not in ORDER]
    return f"{title}: {', '.join(words)}" if words else title


def value_in_words(page: str, name: str, value: str) -> str:
    if name == AS_OF:
        return _now("as of %(day)s") % {"day": dates.in_words(value)}
    return str(dict(choices_of(page, name)).get(value, value.replace("-", " ")))


def choices_of(page: str, name: str) -> Iterable[tuple[str, Any]]:
    """Return the choices of a parameter that are the same for every edition."""
    if page == "finder":
        return getattr(FinderForm.base_fields.get(name), "choices", ())
    filters = LISTS[page].filterset_class.base_filters if page in LISTS else {}
    return filters[name].extra.get("choices", ()) if name in filters else ()
