"""What a page says of itself in the words of schema.org: the way to it, and what it shows."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import get_language

from directory.formats.linked.records import described
from directory.formats.linked.schema import (
    CONTEXT,
    Node,
    home,
    named,
    node,
)
from directory.models import Edition
from directory.selection import Selection
from directory.terms import LICENCE_URL


@dataclass(frozen=True)
class Page:
    """A page at an absolute address, with what its template knows."""

    address: str
    #: What it is called at the end of the way to it, empty where its heading is all.
    name: str
    trail: list[tuple[str, str]]
    #: What its address and the way to it need to stay on the day that is shown.
    as_of: str
    edition: Edition | None
    selection: Selection | None
    record: Any

    def nodes(self) -> list[Node]:
        shown = [*self._listed(), *self._told()]
        kind = "CollectionPage" if self.selection else "WebPage"
        content = node(
            kind,
            name=self.name or (str(self.selection.title) if self.selection else ""),
            url=self.address,
            inLanguage=get_language(),
            isPartOf={"@id": f"{home(self.address)}#website"},
            license=LICENCE_URL,
            dateModified=self.edition.day.isoformat() if self.edition else None,
            breadcrumb=node("BreadcrumbList", itemListElement=self._way()) if self.trail else None,
            mainEntity={"@id": shown[0]["@id"]} if shown else None,
        )
        return [named(f"{self.address}#page", content), *shown]

    def _way(self) -> list[Node]:
        steps = [(str(label), urljoin(self.address, way) + self.as_of) for label, way in self.trail]
        if self.name:
            steps.append((self.name, self.address))
        return [
            node("ListItem", position=position, name=label, item=address)
            for position, (label, address) in enumerate(steps, start=1)
        ]

    def _listed(self) -> list[Node]:
        if not self.selection:
            return []
        return [named(f"{self.address}#list", node("ItemList", numberOfItems=self.selection.count))]

    def _told(self) -> list[Node]:
        return [described(self.record, self.address)] if self.record else []


def text_of(nodes: list[Node]) -> str:
    """Return nodes as JSON that no text in them can end as a script of a page."""
    text = json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False)
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"})
