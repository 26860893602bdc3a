"""The glossary and the questions: what is mixed up first, then the terms, then theme by theme."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directory.enums import HelpKind
from directory.models import HelpEntry
from directory.pages.answers import public
from directory.pages.further import further
from directory.pages.lists import list_page
from directory.selection import HelpSelection

COMPARISONS = "Easily mixed up"
#: The themes in the order in which somebody new meets them; others follow by name.
THEMES = (
    COMPARISONS,
    "Getting in",
    "Which site",
    "Money",
    "Machines and time",
    "Fairness and rules",
    "The network",
)


@dataclass
class Group:
    """Entries that stand together under a heading."""

    title: str | Promise
    anchor: str
    is_glossary: bool = False
    is_comparison: bool = False
    entries: list[HelpEntry] = field(default_factory=list)


def groups_of(entries: Iterable[HelpEntry]) -> list[Group]:
    """Return the groups that hold an entry: comparisons, the glossary, then the questions."""
    glossary = Group(_("Glossary"), "glossary", is_glossary=True)
    by_theme: dict[str, Group] = {}
    for entry in entries:
        if entry.kind == HelpKind.TERM and entry.theme != COMPARISONS:
            glossary.entries.append(entry)
            continue
        group = by_theme.setdefault(
            entry.theme,
            Group(
                entry.theme,
                f"theme-{slugify(entry.theme)}",
                is_comparison=entry.theme == COMPARISONS,
            ),
        )
        group.entries.append(entry)
    comparisons = by_theme.pop(COMPARISONS, None)
    rank = {theme: place for place, theme in enumerate(THEMES)}
    themes = sorted(by_theme, key=lambda theme: (rank.get(theme, len(rank)), theme))
    groups = [comparisons, glossary, *(by_theme[theme] for theme in themes)]
    return [group for group in groups if group and group.entries]


@public
def glossary(request: HttpRequest) -> HttpResponse:
    selection = HelpSelection(request.GET)
    entries = list(selection.page.object_list)
    further(entries)
    return list_page(request, selection, "directory/help.html", groups=groups_of(entries))
