"""Kept versions told to readers: what the record is called and what an edition changed in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from directory.editing import canonical
from directory.editing.kinds import KINDS, Kind
from directory.editing.record_forms import Form
from directory.editing.telling.differences import differences, visible
from directory.editing.telling.names import EditorsNames, Names, name_key
from directory.editing.telling.row_differences import CONFLICTS, EVIDENCE, Difference
from directory.models import Version

#: A key of a form with everything below it: what is not indented begins one.
PART = re.compile(r"^(?=\S)", re.MULTILINE)


class Happened(StrEnum):
    """What an edition did to a record, as far as visitors may see it."""

    RECORDED = "recorded"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Told:
    """One version in words; nothing differs where a record was recorded or removed as a whole."""

    name: str
    happened: Happened
    differences: tuple[Difference, ...] = ()


def tell(versions: Iterable[Version]) -> list[Told]:
    """Tell versions that have their form before, in a number of queries that does not grow."""
    names = Names()
    return [_told(version, version.before, names) for version in versions]


def tell_editors(versions: Iterable[Version]) -> list[Told]:
    """Tell versions as `tell` does, to those who may see what was never public."""
    names = EditorsNames()
    return [_told(version, form_before(version), names) for version in versions]


def form_before(version: Version) -> str:
    """Return the form before, of rows that `with_previous()` gave, also one that was not public."""
    return getattr(version, "previous_form", None) or ""


def _told(version: Version, said: str, names: Names) -> Told:
    kind = KINDS[version.kind]
    name = names.today(kind.model, version.slug) or name_in(kind, version.form or said)
    if version.was_removed:
        return Told(name or version.slug, Happened.REMOVED)
    if not said:
        return Told(name or version.slug, Happened.RECORDED)
    before, after = unequal_parts(said, version.form)
    told = differences(kind, before, after, names, version.edition.day)
    return Told(name or version.slug, Happened.CHANGED, tuple(told))


def unequal_parts(before: str, after: str) -> tuple[Form, Form]:
    """Return what two written forms do not share; only that is read, for reading takes long."""
    parts = [dict.fromkeys(PART.split(text)) for text in (before, after)]
    unequal = [
        "".join(part for part in own if part not in other)
        for own, other in (parts, reversed(parts))
    ]
    first, second = (canonical.read_form(text) for text in unequal)
    return first, second


def name_in(kind: Kind, text: str) -> str:
    """Return the name that a written form gives its record, empty where it gives none."""
    key = name_key(kind.model)
    found = re.search(rf"^{key}: (.*)\n((?:[ \n].*\n)*)", text, re.MULTILINE)
    if not found:
        return ""
    if not found[2] and found[1][0].isalnum():  # most names: a thousand of them must not take long
        return found[1]
    return str(canonical.read_form(found[0])[key])


@dataclass(frozen=True)
class KeptRecord:
    """A record as a version has it, for readers: its facts, its evidence, its written form."""

    name: str
    #: Label by label with everything that stands under it, in the order of the form.
    facts: list[tuple[str, list[Difference]]]
    evidence: list[tuple[str, list[Difference]]]
    text: str


def kept_record(version: Version, names: Names | None = None) -> KeptRecord:
    """Return what a version says, without what visitors may not see unless `names` may tell it."""
    kind, names = KINDS[version.kind], names or Names()
    form = visible(kind, canonical.read_form(version.form), names)
    told = differences(kind, {}, form, names, version.edition.day)
    about = (EVIDENCE, CONFLICTS)
    return KeptRecord(
        name=name_in(kind, version.form) or version.slug,
        facts=_by_label(difference for difference in told if difference.part not in about),
        evidence=_by_label(difference for difference in told if difference.part in about),
        text=canonical.write(form) if form else "",
    )


def _by_label(told: Iterable[Difference]) -> list[tuple[str, list[Difference]]]:
    by_label: dict[str, list[Difference]] = {}
    for difference in told:
        by_label.setdefault(difference.label, []).append(difference)
    return list(by_label.items())
