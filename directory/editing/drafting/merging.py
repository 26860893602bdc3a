"""Bringing two edits of one record together: what each changed since both began."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from directory import dates
from directory.editing.kinds import Kind
from directory.editing.record_forms import Form
from directory.editing.telling.differences import differences
from directory.editing.telling.names import EditorsNames
from directory.editing.telling.row_differences import (
    CONFLICTS,
    EVIDENCE,
    IDENTITY,
    Difference,
    source_of,
)


@dataclass
class Merge:
    """What both edits say together.

    `contested` are the keys of the form (`evidence.website` for what stands below one) that both
    changed, and not to the same: there the second edit stands.
    """

    form: Form = field(default_factory=dict)
    contested: list[str] = field(default_factory=list)


def merged(base: Form, theirs: Form, mine: Form) -> Merge:
    """Bring `theirs`, which is published, and `mine` together, both begun from `base`."""
    merge = Merge()
    _merge_keys(base, theirs, mine, "", merge.form, merge.contested)
    return merge


def _merge_keys(
    base: Form, theirs: Form, mine: Form, path: str, into: Form, contested: list[str]
) -> None:
    for key in dict.fromkeys([*mine, *theirs]):
        was, their, my = base.get(key), theirs.get(key), mine.get(key)
        place = f"{path}{key}"
        if was == my:
            value = their
        elif their in (was, my):
            value = my
        elif key in (EVIDENCE, CONFLICTS) and not path:
            value = {}
            _merge_keys(was or {}, their or {}, my or {}, f"{key}.", value, contested)
        elif all(item is None or isinstance(item, list) for item in (was, their, my)):
            same = source_of if path else _identity_of(key)
            value, clash = _merge_lists(was or [], their or [], my or [], same)
            contested += [place] * clash
        else:
            value = my
            contested.append(place)
        if value not in (None, [], {}):
            into[key] = value


def _identity_of(key: str) -> Callable[[Any], str]:
    """Return what makes two rows of a list the same one, only changed."""
    names = IDENTITY.get(key, ())
    return lambda row: repr([row.get(name) for name in names] if isinstance(row, dict) else row)


def _merge_lists(
    base: list, theirs: list, mine: list, identity: Callable[[Any], str]
) -> tuple[list, bool]:
    """Return the rows of both, and whether both changed the same row to something else."""

    def touched(edit: list) -> set[str]:
        return {identity(row) for row in [*base, *edit] if row not in base or row not in edit}

    def rows(edit: list, key: str) -> list:
        return [row for row in edit if identity(row) == key]

    by_both = touched(theirs) & touched(mine)
    by_both = {key for key in by_both if rows(theirs, key) != rows(mine, key)}
    gone = [row for row in base if row not in mine]
    kept = [row for row in theirs if row not in gone and identity(row) not in by_both]
    return kept + [row for row in mine if row not in base and row not in kept], bool(by_both)


@dataclass(frozen=True)
class Side:
    """What one fact was, and what two edits made of it; empty where one left it as it was."""

    label: str
    before: str
    theirs: str
    mine: str

    @property
    def by_both(self) -> bool:
        return bool(self.theirs and self.mine and self.theirs != self.mine)


def side_by_side(kind: Kind, base: Form, theirs: Form, mine: Form) -> list[Side]:
    """Tell in words what two edits changed, fact by fact, those that both changed first."""
    names, today = EditorsNames(), dates.today()
    told = [differences(kind, base, form, names, today) for form in (theirs, mine)]
    found: dict[tuple[str, str, str], tuple[list[Difference], list[Difference]]] = {}
    for place, edit in enumerate(told):
        for difference in edit:
            key = (difference.part, difference.label, difference.fact)
            found.setdefault(key, ([], []))[place].append(difference)
    sides = [
        Side(label or _("Status"), _before(*both), *(_after(edit) for edit in both))
        for (_part, label, _fact), both in found.items()
    ]
    return sorted(sides, key=lambda side: not side.by_both)


def _before(*both: list[Difference]) -> str:
    return "; ".join(dict.fromkeys(d.was for edit in both for d in edit if d.was))


def _after(edit: list[Difference]) -> str:
    return "; ".join(d.now or _("removed: %s") % d.was for d in edit)
