"""The page of what changed in the directory, edition by edition."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from directory.columns.changes import kind_in_words, told
from directory.editing.telling.told import Happened, Told
from directory.editing.telling.wording import capitalised
from directory.models import Edition, Version
from directory.pages.answers import public
from directory.pages.lists import list_page
from directory.selection import ChangeSelection
from directory.selection.changes import kind_label


@dataclass(frozen=True)
class EditionOfPage:
    """The changes of one edition that stand on a page: what differs, then what is new by kind."""

    edition: Edition
    why: str
    different: list[tuple[Version, Told, str]] = field(default_factory=list)
    recorded: dict[str, list[tuple[Version, Told]]] = field(default_factory=dict)

    def add(self, version: Version) -> None:
        words = told(version)
        if words.happened is Happened.RECORDED:
            self.recorded.setdefault(kind_label(version.kind), []).append((version, words))
        else:
            self.different.append((version, words, capitalised(kind_in_words(version))))


def by_edition(versions: Iterable[Version]) -> list[EditionOfPage]:
    """Return the editions of versions that come edition by edition."""
    editions: dict[int, EditionOfPage] = {}
    for version in versions:
        of_page = EditionOfPage(version.edition, version.reason)
        editions.setdefault(version.edition_id, of_page).add(version)
    return list(editions.values())


@public
def change_list(request: HttpRequest) -> HttpResponse:
    selection = ChangeSelection(request.GET)
    editions = by_edition(selection.page.object_list)
    return list_page(request, selection, "directory/change_list.html", editions=editions)
