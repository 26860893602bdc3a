"""Sites, machines and what they belong to as nodes of schema.org."""

import re

from django.utils.translation import gettext as _

from directory.columns import SUPERCOMPUTER_COLUMNS, number
from directory.formats.linked import authority
from directory.formats.linked.schema import Node, node, part, reference
from directory.models import Country, Dated, Milestone, Organisation, Site, Supercomputer, Wave

#: What a machine is told by, in the columns of its list.
MACHINE_FACTS = (
    "role",
    "status",
    "country",
    "city",
    "accelerator_model",
    "accelerator_count",
    "rmax_pflops",
    "rpeak_pflops",
    "ai_eflops",
    "power_kw",
)
MACHINE_COLUMNS = [column for column in SUPERCOMPUTER_COLUMNS if column.name in MACHINE_FACTS]
#: Dates that ISO 8601 can write: a year, a month or a day.
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def date_of(dated: Dated) -> str | None:
    """Return a date as precise as it is published, None where ISO 8601 has no words for it."""
    return dated.as_published if ISO_DATE.fullmatch(dated.as_published) else None


def site(row: Site, address: str) -> Node:
    organisations = {i.organisation_id: i.organisation for i in row.involvements.all()}
    return node(
        "Organization",
        alternateName=[*filter(None, [row.acronym]), *row.aliases],
        disambiguatingDescription=row.get_kind_display(),
        description=row.summary,
        sameAs=row.website,
        location=place(row),
        contactPoint=part("ContactPoint", email=row.contact_email, url=row.contact_url),
        member=[reference("Organization", one, address) for one in organisations.values()],
        knowsAbout=[reference("DefinedTerm", one, address) for one in row.sectors.all()],
    )


def place(row: Site) -> Node | None:
    marked = {"what": row.get_location_precision_display()}
    return part(
        "Place",
        description=_("What the coordinates mark: %(what)s") % marked if marked["what"] else None,
        address=part(
            "PostalAddress",
            streetAddress=row.address,
            addressLocality=row.city,
            addressCountry=row.country_id,
        ),
        geo=part("GeoCoordinates", latitude=number(row.latitude), longitude=number(row.longitude)),
    )


def supercomputer(row: Supercomputer, address: str) -> Node:
    return node(
        "IndividualProduct",
        alternateName=row.aliases,
        description=row.summary,
        sameAs=row.website,
        manufacturer=part("Organization", name=row.vendor),
        additionalProperty=[
            node(
                "PropertyValue",
                propertyID=column.name,
                name=str(column.label),
                value=value,
                unitText=str(column.unit),
            )
            for column in MACHINE_COLUMNS
            if (value := column.value(row)) is not None
        ],
    )


def organisation(row: Organisation, address: str) -> Node:
    return node(
        "Organization",
        alternateName=row.aliases,
        sameAs=row.website,
        address=part("PostalAddress", addressCountry=row.country_id),
    )


def country(row: Country, address: str) -> Node:
    return node(
        "Country",
        alternateName=row.aliases,
        identifier=row.pk,
        sameAs=authority.country(row.pk),
    )


def wave(row: Wave, address: str) -> Node:
    return node("Event", description=row.summary, startDate=row.announced_on.isoformat())


def milestone(row: Milestone, address: str) -> Node:
    subject = row.owner()
    kind = "Organization" if isinstance(subject, Site) else "IndividualProduct"
    return node(
        "Event",
        name=f"{subject}: {row}",
        disambiguatingDescription=_("reached") if row.reached else _("planned"),
        description=row.note,
        startDate=date_of(row),
        about=reference(kind, subject, address),
    )
