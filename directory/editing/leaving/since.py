"""What became of the records of a kind since an edition, for whoever holds them as it had them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.editing.kinds import KINDS, Kind
from directory.editing.leaving.naming import named_in, ways
from directory.editing.telling.told import unequal_parts
from directory.models import Edition, Version, Withdrawal
from directory.models.history import SITES, UNPUBLISHED, is_public

#: Records of which rows tell what is counted of everything.
COUNTED = ("claims",)


@dataclass(frozen=True)
class Tombstone:
    """A record that an edition published and that visitors see no more."""

    slug: str
    #: The first edition without it, and the day on which it went.
    edition: int
    withdrawn_on: datetime.date
    #: The public record that readers are sent to instead, if there is one.
    successor: str | None


def changed_since(kind: Kind, edition: int) -> Q:
    """Match the records of which something may differ since an edition.

    Those that a later edition wrote; those that name one of these, for names of others stand in
    rows; and those that one of these names, or named in that edition: rows tell who names them.
    """
    later = written_since(edition)
    kinds = set(later.values_list("kind", flat=True).distinct())
    if kind.name in COUNTED and kinds:
        return Q()
    differs = Q(pk__in=later.filter(kind=kind.name).values("slug"))
    for other in (KINDS[name] for name in sorted(kinds)):
        written = later.filter(kind=other.name).values("slug")
        for way in ways(kind, other):
            naming = kind.model._base_manager.order_by().filter(**{f"{way}__in": written})
            differs |= Q(pk__in=naming.values("pk"))
        for way in ways(other, kind):
            public = other.model.public().order_by().filter(pk__in=written)
            differs |= Q(pk__in=public.values(way))
    return differs | Q(pk__in=named_no_more(kind, edition))


def written_since(edition: int) -> QuerySet:
    """Return the later versions, without those of sites hidden before and after.

    What a hidden site names would tell of it. One that was just unpublished stays in.
    """
    hidden = Q(form="") | Q(form__contains=UNPUBLISHED)
    unseen = Q(previous_form=None) | Q(previous_form="") | Q(previous_form__contains=UNPUBLISHED)
    later = Version.objects.filter(edition__gt=edition).with_previous()
    return later.filter(~Q(kind=SITES) | ~hidden | ~unseen).order_by()


def named_no_more(kind: Kind, edition: int) -> set[str]:
    """Return what records named in an edition and name no more, or are gone themselves.

    Two queries. Of their forms only what differs from today is read, for reading takes long.
    """
    naming = [other.name for other in KINDS.values() if ways(other, kind)]
    versions = Version.objects.filter(kind__in=naming)
    later = versions.filter(edition__gt=edition)
    today = {
        (version.kind, version.slug): version.form if is_public(version.form) else ""
        for version in later.newest_in(Edition.current_number()).order_by()
    }
    replaced = Exists(later.filter(kind=OuterRef("kind"), slug=OuterRef("slug")))
    found: set[str] = set()
    for version in versions.newest_in(edition).filter(replaced).order_by():
        if is_public(version.form):
            before, _ = unequal_parts(version.form, today[version.kind, version.slug])
            found.update(named_in(KINDS[version.kind], before, kind))
    return found


def gone_since(kind: Kind, edition: int) -> list[Tombstone]:
    """Return what an edition published and visitors see no more; four queries.

    Nothing is told of what the edition did not publish.
    """
    versions = Version.objects.filter(kind=kind.name)
    replaced = Exists(versions.filter(slug=OuterRef("slug"), edition__gt=edition))
    published = versions.newest_in(edition).filter(replaced).exclude(form="")
    stood = set(published.exclude(form__contains=UNPUBLISHED).values_list("slug", flat=True))
    gone = stood.difference(kind.model.public().filter(pk__in=stood).values_list("pk", flat=True))
    withdrawals = {row.slug: row for row in Withdrawal.objects.filter(kind=kind.name)}
    successors = successors_of(kind, withdrawals) if gone else {}
    tombstones = []
    for slug, end in ends_of(kind, gone, edition).items():
        withdrawal = withdrawals.get(slug)
        day = withdrawal.withdrawn_on if withdrawal else end.edition.day
        tombstones.append(Tombstone(slug, end.edition_id, day, successors.get(slug)))
    return sorted(tombstones, key=lambda tombstone: tombstone.slug)


def ends_of(kind: Kind, slugs: Iterable[str], edition: int) -> dict[str, Version]:
    """Return the version with which each record last went, after an edition."""
    ends: dict[str, Version] = {}
    later = Version.objects.filter(kind=kind.name, slug__in=slugs, edition__gt=edition)
    for version in later.select_related("edition").order_by("edition_id"):
        if is_public(version.form):
            ends.pop(version.slug, None)
        else:
            ends.setdefault(version.slug, version)
    return ends


def successors_of(kind: Kind, withdrawals: dict[str, Withdrawal]) -> dict[str, str]:
    """Return the public record that each withdrawn one leads to, over others withdrawn since."""
    named = {withdrawal.successor for withdrawal in withdrawals.values()}
    public = set(kind.model.public().filter(pk__in=named).values_list("pk", flat=True))
    found = {}
    for slug, withdrawal in withdrawals.items():
        seen, here = {slug}, withdrawal.successor
        while here in withdrawals and here not in public and here not in seen:
            seen.add(here)
            here = withdrawals[here].successor
        if here in public:
            found[slug] = here
    return found
