"""What the facts of a record lead to: the pages of other records, and addresses of others."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from directory.columns.base import Link, link_out, link_to
from directory.columns.facts import MACHINES, SITES
from directory.enums import LinkStatus, OrganisationRole
from directory.models import Record, Site, Supercomputer


def links_of(record: Record, fact: str) -> list[Link]:
    """Return what a fact leads to, empty where its words are all; by the rows it comes with."""
    columns = MACHINES if isinstance(record, Supercomputer) else SITES
    column = columns.get(fact)
    if column and column.links:
        return list(column.links(record))
    if isinstance(record, Site) and (links := SITE_LINKS.get(fact)):
        return list(links(record))
    return []


def in_role(role: OrganisationRole) -> Callable[[Site], Iterable[Link]]:
    return lambda site: pages_of(i.organisation for i in site.involvements.all() if i.role == role)


def pages_of(records: Iterable[Any]) -> list[Link]:
    return [link for record in records for link in link_to(record)]


def contact(site: Site) -> list[Link]:
    email = site.contact_email
    mail = [Link(email, f"mailto:{email}")] if email else []
    return mail + link_out(site.contact_url)


def factories(site: Site) -> Iterable[Link]:
    for link in site.factory_links.all():
        note = "" if link.status == LinkStatus.LINKED else link.get_status_display()
        yield Link(link.factory.name, link.factory.get_absolute_url(), note)


def services(site: Site) -> Iterable[Link]:
    sites = reverse("directory:sites")
    return (Link(service.name, f"{sites}?service={service.pk}") for service in site.services.all())


#: Facts of a site that no column of the list links.
SITE_LINKS: dict[str, Callable[[Site], Iterable[Link]]] = {
    "host": in_role(OrganisationRole.HOST),
    "coordinator": in_role(OrganisationRole.COORDINATOR),
    "partners": in_role(OrganisationRole.PARTNER),
    "partner_countries": lambda site: pages_of(site.partner_countries.all()),
    "linked_factories": factories,
    "website": lambda site: link_out(site.website),
    "access_url": lambda site: link_out(site.access_url),
    "contact": contact,
    "sectors": lambda site: pages_of(site.sectors.all()),
    "services": services,
}
