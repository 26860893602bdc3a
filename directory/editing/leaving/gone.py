"""Records that are gone, withdrawn or deleted: what they said last, and where readers are sent."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from directory.editing.kinds import KINDS, Kind
from directory.editing.telling.told import name_in
from directory.models import Edition, Record, Version, Withdrawal
from directory.models.history import UNPUBLISHED

Key = tuple[str, str]


@dataclass(frozen=True)
class Gone:
    """A record that visitors see no more, with the version that said so and the one before."""

    kind: Kind
    slug: str
    #: What it said last, to visitors if it was ever published.
    last: Version
    #: The version with which it went.
    end: Version
    withdrawal: Withdrawal | None

    @property
    def name(self) -> str:
        return name_in(self.kind, self.last.form) or self.slug

    @property
    def was_public(self) -> bool:
        return UNPUBLISHED not in self.last.form

    def successor(self) -> Record | None:
        """Return what readers are sent to; where that was withdrawn too, what follows upon it."""
        seen, withdrawal = {self.slug}, self.withdrawal
        while withdrawal and withdrawal.successor not in seen:
            slug = withdrawal.successor
            if record := self.kind.model.public().filter(pk=slug).first():
                return record
            seen.add(slug)
            withdrawal = Withdrawal.objects.filter(kind=self.kind.name, slug=slug).first()
        return None


def gone_keys(kinds: Collection[str]) -> list[Key]:
    """Return kind and slug of all that is gone, what went last first; three queries."""
    days: dict[Key, datetime.date] = {}
    removed = Version.objects.filter(kind__in=kinds, form="").newest_in(Edition.current_number())
    for version in removed.select_related("edition"):
        days[version.kind, version.slug] = version.edition.day
    for withdrawal in Withdrawal.objects.filter(kind__in=kinds):
        days[withdrawal.kind, withdrawal.slug] = withdrawal.withdrawn_on
    return sorted(days, key=lambda key: (-days[key].toordinal(), key))


def gone(keys: Iterable[Key]) -> list[Gone]:
    """Return the records of `keys` that are gone; two queries."""
    wanted = Q(pk__in=[])
    for kind, slug in (keys := list(keys)):
        wanted |= Q(kind=kind, slug=slug)
    withdrawals = {(row.kind, row.slug): row for row in Withdrawal.objects.filter(wanted)}
    versions: dict[Key, list[Version]] = {key: [] for key in keys}
    for version in Version.objects.filter(wanted).select_related("edition").order_by("edition_id"):
        versions[version.kind, version.slug].append(version)
    found = (_gone(key, versions[key], withdrawals.get(key)) for key in keys)
    return [record for record in found if record]


def gone_from_public(kind: Kind, slug: str) -> Gone | None:
    """Return a record that was withdrawn after visitors had seen it; one query for any other."""
    if not Withdrawal.objects.filter(kind=kind.name, slug=slug).exists():
        return None
    return next((record for record in gone([(kind.name, slug)]) if record.was_public), None)


def _gone(key: Key, versions: list[Version], withdrawal: Withdrawal | None) -> Gone | None:
    said = [version for version in versions if version.form]
    if not said or (withdrawal is None and versions[-1].form):
        return None
    shown = [version for version in said if UNPUBLISHED not in version.form]
    last = (shown or said)[-1]
    later = versions[versions.index(last) + 1 :]
    return Gone(KINDS[key[0]], key[1], last, later[0], withdrawal) if later else None
