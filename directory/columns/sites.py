"""What a row of the list of sites shows."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from directory import dates
from directory.columns.base import Column, DataType, Label, Link, link_to, number
from directory.columns.choices import SiteStatus
from directory.columns.shared import OTHER_NAMES, coordinates, summary_of
from directory.enums import LocationPrecision, MachineUse, OrganisationRole, SiteKind
from directory.models import Site, stage_label


def organisations(role: OrganisationRole) -> Callable[[Site], list[str]]:
    """Return the column value: the names of a site's organisations in `role`."""
    return lambda site: [
        involvement.organisation.name
        for involvement in site.involvements.all()
        if involvement.role == role
    ]


def machines(use: MachineUse) -> Callable[[Site], list[str]]:
    """Return the column value: the names of the machines that a site uses in the way of `use`."""
    return lambda site: [
        machine.supercomputer.name for machine in site.machine_uses.all() if machine.use_then == use
    ]


def machine_names(site: Site) -> str:
    """Return the machines offered to users now and, marked as such, those planned."""
    offered = machines(MachineUse.OFFERED)(site)
    planned = [f"{name} ({_('planned')})" for name in machines(MachineUse.PLANNED)(site)]
    return ", ".join([*offered, *planned])


def machine_links(site: Site) -> list[Link]:
    """Return the pages of the machines offered to users now, then of those planned."""
    notes: dict[MachineUse, Label] = {MachineUse.OFFERED: "", MachineUse.PLANNED: _("planned")}
    return [
        Link(used.supercomputer.name, used.supercomputer.get_absolute_url(), note)
        for use, note in notes.items()
        for used in site.machine_uses.all()
        if used.use_then == use
    ]


def as_published(name: str, label: Label) -> Column:
    return Column(
        name,
        label,
        _("In the words of the sources."),
        lambda site: list(getattr(site, name)),
        data_type=DataType.TEXTS,
    )


SITE_COLUMNS = (
    Column("slug", _("Slug"), _("Permanent name of the record."), lambda site: site.slug),
    Column("name", _("Name"), _("Name of the site."), lambda site: site.name, in_table=True),
    Column("acronym", _("Acronym"), _("Short name."), lambda site: site.acronym or None),
    OTHER_NAMES,
    Column(
        "kind",
        _("Kind"),
        _("AI Factory or AI Factory Antenna."),
        lambda site: site.kind,
        choices=SiteKind,
        text=lambda site: site.get_kind_display(),
        in_table=True,
    ),
    Column(
        "status",
        _("Status"),
        _(
            "Highest milestone reached by the day shown (as_of); “unknown” where a higher one may"
            " have been reached, but no source tells when."
        ),
        lambda site: site.stage,
        choices=SiteStatus,
        text=lambda site: stage_label(site.stage),
        in_table=True,
    ),
    Column(
        "country",
        _("Country"),
        _("Host country, as ISO 3166-1 alpha-2 code."),
        lambda site: site.country_id,
        refers_to="countries",
        text=lambda site: site.country.name,
        links=lambda site: link_to(site.country),
        in_table=True,
    ),
    Column("country_name", _("Country name"), _("Host country."), lambda site: site.country.name),
    Column("city", _("City"), _("Host city."), lambda site: site.city or None, in_table=True),
    Column(
        "postal_address",
        _("Address"),
        _("Street address as published."),
        lambda site: site.address or None,
    ),
    *coordinates(_("WGS 84; empty where no place is published.")),
    Column(
        "location_precision",
        _("Precision"),
        _("What the coordinates mark: the site itself or the centre of its city."),
        lambda site: site.location_precision,
        choices=LocationPrecision,
    ),
    Column(
        "wave",
        _("Wave"),
        _("Selection round."),
        lambda site: site.wave_id,
        refers_to="waves",
        text=lambda site: site.wave.name,
        links=lambda site: link_to(site.wave),
        in_table=True,
    ),
    Column(
        "selected_on",
        _("Selected on"),
        _("Day on which the wave was announced."),
        lambda site: site.wave.announced_on.isoformat(),
        data_type=DataType.DAY,
    ),
    Column(
        "host",
        _("Host"),
        _("Host organisations."),
        organisations(OrganisationRole.HOST),
        data_type=DataType.TEXTS,
    ),
    Column(
        "coordinator",
        _("Coordinator"),
        _("Coordinating organisations."),
        organisations(OrganisationRole.COORDINATOR),
        data_type=DataType.TEXTS,
    ),
    Column(
        "partners",
        _("Partners"),
        _("Partner organisations."),
        organisations(OrganisationRole.PARTNER),
        data_type=DataType.TEXTS,
    ),
    Column(
        "partner_countries",
        _("Partner countries"),
        _("Other countries that take part, as codes."),
        lambda site: sorted(country.pk for country in site.partner_countries.all()),
        data_type=DataType.TEXTS,
        refers_to="countries",
    ),
    Column(
        "supercomputers",
        _("Supercomputers"),
        _("Machines offered to users on the day shown (as_of)."),
        machines(MachineUse.OFFERED),
        data_type=DataType.TEXTS,
        text=machine_names,
        links=machine_links,
        in_table=True,
    ),
    Column(
        "planned_supercomputers",
        _("Planned supercomputers"),
        _("Machines that are planned for users."),
        machines(MachineUse.PLANNED),
        data_type=DataType.TEXTS,
    ),
    Column(
        "hosts_own_supercomputers",
        _("The host's own supercomputers"),
        _("Machines of the host that are not offered through the site."),
        machines(MachineUse.HOST_OWN),
        data_type=DataType.TEXTS,
    ),
    Column(
        "linked_factories",
        _("Linked factories"),
        _("Slugs of the factories through which an antenna gives access."),
        lambda site: [link.factory_id for link in site.factory_links.all()],
        data_type=DataType.TEXTS,
        refers_to="sites",
    ),
    Column(
        "sectors",
        _("Sectors"),
        _("Slugs of the sectors that the site addresses."),
        lambda site: [sector.pk for sector in site.sectors.all()],
        data_type=DataType.TEXTS,
        refers_to="sectors",
    ),
    as_published("sectors_as_published", _("Sectors as published")),
    Column(
        "services",
        _("Services"),
        _("Slugs of the services that the site offers or plans."),
        lambda site: [service.pk for service in site.services.all()],
        data_type=DataType.TEXTS,
        refers_to="services",
    ),
    as_published("services_as_published", _("Services as published")),
    Column(
        "eu_funding_eur",
        _("EU funding"),
        _("Money from the EU."),
        lambda site: number(site.eu_funding_eur),
        data_type=DataType.NUMBER,
        unit=_("euros"),
    ),
    Column(
        "total_budget_eur",
        _("Total budget"),
        _("EU and national money together."),
        lambda site: number(site.total_budget_eur),
        data_type=DataType.NUMBER,
        unit=_("euros"),
    ),
    Column(
        "website",
        _("Website"),
        _("Own website."),
        lambda site: site.website or None,
        data_type=DataType.URL,
    ),
    Column(
        "access_url",
        _("Where to apply"),
        _("Page on which users apply for computing time."),
        lambda site: site.access_url or None,
        data_type=DataType.URL,
    ),
    Column(
        "contact_email",
        _("Contact address"),
        _("E-mail address for users, as published."),
        lambda site: site.contact_email or None,
    ),
    Column(
        "contact_url",
        _("Contact page"),
        _("Page through which users reach the site."),
        lambda site: site.contact_url or None,
        data_type=DataType.URL,
    ),
    summary_of(_("What the site is, in our own words; empty on past days.")),
    Column(
        "last_verified_on",
        _("Last verified"),
        _("Day on which the record was last checked."),
        lambda site: site.last_verified_on and site.last_verified_on.isoformat(),
        data_type=DataType.DAY,
    ),
    Column(
        "updated_on",
        _("Updated"),
        _("Day on which the record of the site or of one of its machines last changed here."),
        lambda site: site.updated_at and dates.day_of(site.updated_at).isoformat(),
        data_type=DataType.DAY,
    ),
)
