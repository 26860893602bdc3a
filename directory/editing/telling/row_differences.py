"""What differs among the rows, the citations and the conflicts of two forms of a record."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from directory.editing.kinds import Kind, Rows
from directory.editing.record_forms import Form
from directory.editing.telling.names import Names
from directory.editing.telling.wording import citation_in_words, label_of, row_in_words, row_label
from directory.models import Source

EVIDENCE, CONFLICTS = "evidence", "conflicts"
#: What makes a row the same one, only changed.
IDENTITY = {
    "organisations": ("organisation", "role"),
    "supercomputers": ("supercomputer",),
    "linked_factories": ("factory",),
    "milestones": ("stage", "reached", "stated_on"),
    "calls": ("closes_on",),
    "steps": ("step",),
}


@dataclass(frozen=True)
class Difference:
    """One thing that changed. `was` is empty where nothing was, `now` where nothing is any more.

    `part` is the key of the form in which it stands, `fact` what of it changed. A row can be added
    and removed; any other fact is published or not. A milestone that moved the record to another
    stage has no label: `now` tells the milestone and `was` the stage before.
    """

    part: str
    label: str
    was: str
    now: str
    is_row: bool = False
    fact: str = ""
    #: The slug of the source that evidence rests on.
    source: str = ""

    def __str__(self) -> str:
        words = {"label": self.label, "was": self.was, "now": self.now}
        if self.is_row and not self.was:
            return _("%(label)s added: %(now)s") % words
        if self.is_row and not self.now:
            return _("%(label)s removed: %(was)s") % words
        words = {key: words[key] or _("not published") for key in ("was", "now")} | {
            "label": self.label
        }
        if not self.label:
            return _("%(now)s — was: %(was)s") % words
        return _("%(label)s: %(now)s — was: %(was)s") % words


def _pairs(
    was: Iterable[Any], now: Iterable[Any], identity: Callable[[Any], Any]
) -> Iterator[tuple[Any, Any]]:
    """Yield (before, after) for what differs: changed ones together, None for added and removed."""
    was, now = list(was), list(now)
    gone = [row for row in was if row not in now]
    new = [row for row in now if row not in was]
    counted = [Counter(identity(row) for row in rows) for rows in (gone, new)]
    same = {key for key in counted[0] if counted[0][key] == counted[1][key] == 1}
    before = {identity(row): row for row in gone}
    yield from ((row, None) for row in gone if identity(row) not in same)
    yield from ((before.get(key) if (key := identity(row)) in same else None, row) for row in new)


def rows_that_differ(
    section: Rows, was: Iterable[Form], now: Iterable[Form], names: Names
) -> Iterator[tuple[Difference, Form]]:
    """Yield what differs among the rows of a section, each with the row as it is or was."""
    keys = IDENTITY.get(section.key, ())
    for old, new in _pairs(was, now, lambda row: tuple(repr(row.get(key)) for key in keys)):
        row = new or old
        label = row_label(section, row)
        before, after = (row_in_words(section, r, names) if r else "" for r in (old, new))
        if before == after and _unsourced(old) != _unsourced(new):
            before, after = (row_in_words(section, r, names, exact=True) for r in (old, new))
        if before != after:
            yield Difference(section.key, label, before, after, is_row=True), row
        if new:  # the sources of a row that is gone went with it
            yield from ((d, row) for d in _sources(section, old or {}, new, after or before, names))


def _sources(section: Rows, old: Form, new: Form, words: str, names: Names) -> Iterator[Difference]:
    """Yield the sources that a row lost and gained."""
    label = _("Source for “%(fact)s”") % {"fact": words}
    lost, gained = (set(row.get("sources", ())) for row in (old, new))
    for source in sorted(lost ^ gained):
        name = names.of(Source, source)
        was, now = (name, "") if source in lost else ("", name)
        yield Difference(EVIDENCE, label, was, now, is_row=True, fact=section.key, source=source)


def _unsourced(row: Form) -> Form:
    return {key: value for key, value in row.items() if key != "sources"}


def evidence_that_differ(
    kind: Kind, was: Mapping[str, list], now: Mapping[str, list], names: Names
) -> Iterator[Difference]:
    for fact in dict.fromkeys([*now, *was]):
        label = _("Source for “%(fact)s”") % {"fact": label_of(kind, fact)}
        for old, new in _pairs(was.get(fact, ()), now.get(fact, ()), source_of):
            before, after = (citation_in_words(e, names) if e else "" for e in (old, new))
            source = source_of(new or old)
            yield Difference(EVIDENCE, label, before, after, True, fact, source)


def source_of(entry: str | Form) -> str:
    return str(entry.get("source", "")) if isinstance(entry, Mapping) else str(entry)


def conflicts_that_differ(kind: Kind, was: Form, now: Form) -> Iterator[Difference]:
    for fact in dict.fromkeys([*now, *was]):
        if was.get(fact) != now.get(fact):
            label = _("Disagreement on “%(fact)s”") % {"fact": label_of(kind, fact)}
            before, after = str(was.get(fact, "")), str(now.get(fact, ""))
            yield Difference(CONFLICTS, label, before, after, is_row=True, fact=fact)
