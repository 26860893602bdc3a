"""What a row of the list of organisations shows."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, Label, Link, link_to
from directory.enums import OrganisationRole
from directory.models import Organisation, Site, SiteOrganisation

#: What a reader sees where the directory lists no site or machine of an organisation.
NONE_LISTED = _("none listed")
RANK = {role: rank for rank, role in enumerate(OrganisationRole.values)}


def sites(role: OrganisationRole) -> Callable[[Organisation], list[str]]:
    """Return the column value: the slugs of the sites at which an organisation has a role."""
    return lambda organisation: [
        involvement.site_id
        for involvement in organisation.involvements.all()
        if involvement.role == role
    ]


def roles_by_site(
    involvements: Iterable[SiteOrganisation],
) -> list[tuple[Site, list[SiteOrganisation]]]:
    """Return the roles of an organisation at sites, those at one site together, the host first."""
    by_site: dict[str, list[SiteOrganisation]] = {}
    for involvement in sorted(involvements, key=lambda role: RANK[role.role]):
        by_site.setdefault(involvement.site_id, []).append(involvement)
    found = [(roles[0].site, roles) for roles in by_site.values()]
    return sorted(found, key=lambda one: (one[0].sort_key, one[0].pk))


def role_words(roles: Iterable[SiteOrganisation]) -> str:
    return ", ".join(str(role.get_role_display()).lower() for role in roles)


def site_names(organisation: Organisation) -> Label:
    names = [site.name for site, _roles in roles_by_site(organisation.involvements.all())]
    return ", ".join(names) or NONE_LISTED


def machine_names(organisation: Organisation) -> Label:
    names = [machine.name for machine in organisation.operated_supercomputers.all()]
    return ", ".join(names) or NONE_LISTED


def role_links(organisation: Organisation) -> Iterable[Link]:
    for site, roles in roles_by_site(organisation.involvements.all()):
        yield Link(site.name, site.get_absolute_url(), role_words(roles))


ORGANISATION_COLUMNS = (
    Column("slug", _("Slug"), _("Permanent name of the record."), lambda row: row.slug),
    Column("name", _("Name"), _("Name of the organisation."), lambda row: row.name, in_table=True),
    Column(
        "aliases",
        _("Other names"),
        _("Other names."),
        lambda row: row.aliases,
        data_type=DataType.TEXTS,
    ),
    Column(
        "country",
        _("Country"),
        _("Country of the organisation, as ISO 3166-1 alpha-2 code."),
        lambda row: row.country_id,
        refers_to="countries",
        text=lambda row: row.country.name if row.country else "",
        links=lambda row: link_to(row.country),
        in_table=True,
    ),
    Column(
        "website",
        _("Website"),
        _("Own website."),
        lambda row: row.website or None,
        data_type=DataType.URL,
    ),
    Column(
        "sites",
        _("Sites and roles"),
        _("Slugs of the sites at which the organisation has a role."),
        lambda row: [site.pk for site, _roles in roles_by_site(row.involvements.all())],
        data_type=DataType.TEXTS,
        refers_to="sites",
        text=site_names,
        links=role_links,
        in_table=True,
    ),
    Column(
        "host_of",
        _("Host of"),
        _("Slugs of the sites it hosts."),
        sites(OrganisationRole.HOST),
        data_type=DataType.TEXTS,
        refers_to="sites",
    ),
    Column(
        "coordinator_of",
        _("Coordinator of"),
        _("Slugs of the sites it coordinates."),
        sites(OrganisationRole.COORDINATOR),
        data_type=DataType.TEXTS,
        refers_to="sites",
    ),
    Column(
        "partner_of",
        _("Partner of"),
        _("Slugs of the sites in which it is a partner."),
        sites(OrganisationRole.PARTNER),
        data_type=DataType.TEXTS,
        refers_to="sites",
    ),
    Column(
        "operates",
        _("Machines operated"),
        _("Slugs of the machines that it runs."),
        lambda row: [machine.pk for machine in row.operated_supercomputers.all()],
        data_type=DataType.TEXTS,
        refers_to="supercomputers",
        text=machine_names,
        links=lambda row: [
            Link(machine.name, machine.get_absolute_url())
            for machine in row.operated_supercomputers.all()
        ],
        in_table=True,
    ),
)
