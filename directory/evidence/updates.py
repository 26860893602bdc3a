"""When what the directory says about something last changed, machines and sites of it included."""

import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from directory import dates
from directory.models import (
    Country,
    Organisation,
    Record,
    Site,
    SiteMachine,
    Supercomputer,
    Version,
    Wave,
)


def about(record: Record) -> Q:
    """Match the versions of a record and of what its page is made of.

    A site comes with its machines, a country with its public sites, machines and organisations, a
    wave with its public sites and their machines.
    """
    if isinstance(record, Site):
        machines = SiteMachine.objects.filter(site=record).order_by()
        return versions_of("sites", record.pk) | some_of(
            "supercomputers", machines.values("supercomputer")
        )
    if isinstance(record, Country):
        own = versions_of("countries", record.pk)
        for kind, model in (("supercomputers", Supercomputer), ("organisations", Organisation)):
            own |= some_of(kind, model.objects.filter(country=record).order_by().values("slug"))
        return own | some_of("sites", public_sites(country=record))
    if isinstance(record, Wave):
        sites = public_sites(wave=record)
        machines = SiteMachine.objects.filter(site__in=sites).order_by()
        own = versions_of("waves", record.pk) | some_of("sites", sites)
        return own | some_of("supercomputers", machines.values("supercomputer"))
    return versions_of("supercomputers", record.pk)


def versions_of(kind: str, slug: str) -> Q:
    return Q(kind=kind, slug=slug)


def some_of(kind: str, slugs: QuerySet) -> Q:
    return Q(kind=kind, slug__in=slugs)


def public_sites(**of: Record) -> QuerySet:
    return Site.objects.public().filter(**of).order_by().values("slug")


def updated_on(record: Record) -> datetime.date | None:
    """Return the Brussels day of the newest edition that changed something about a record."""
    editions = Version.objects.filter(about(record)).order_by("-edition_id")
    made_at = editions.values_list("edition__made_at", flat=True).first()
    return made_at and dates.day_of(made_at)


def with_updated(sites: QuerySet) -> QuerySet:
    """Annotate `updated_at`: when the newest edition was made that changed a site or its machines.

    Null for a site that was never recorded.
    """
    machines = SiteMachine.objects.filter(site=OuterRef(OuterRef("pk"))).order_by()
    own = Version.objects.filter(kind="sites", slug=OuterRef("pk"))
    of_machines = Version.objects.filter(
        kind="supercomputers", slug__in=machines.values("supercomputer")
    )
    newest = [
        Subquery(versions.order_by("-edition_id").values("edition__made_at")[:1])
        for versions in (own, of_machines)
    ]
    # A database's greatest of something and null may be null.
    return sites.annotate(site_updated=newest[0], machines_updated=newest[1]).annotate(
        updated_at=Greatest(
            Coalesce(F("site_updated"), F("machines_updated")),
            Coalesce(F("machines_updated"), F("site_updated")),
        )
    )
