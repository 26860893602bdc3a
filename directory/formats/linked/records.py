"""Records as nodes of schema.org: only what is published of them, and nothing that is guessed.

A row comes with what these look at, from its page as from its list, so that they ask for nothing.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from directory.columns.changes import sentences, told
from directory.enums import HelpKind
from directory.formats.linked import network
from directory.formats.linked.schema import Node, named, node, part, reference
from directory.models import (
    Accelerator,
    AccessMode,
    Claim,
    ClaimTopic,
    Country,
    Edition,
    HelpEntry,
    Milestone,
    Organisation,
    Policy,
    Sector,
    Service,
    Site,
    Source,
    Supercomputer,
    Version,
    Wave,
)


def described(row: Any, address: str) -> Node:
    """Return a row of any list as a node; `address` is any address of the portal."""
    content = {"name": str(row), **DESCRIBED.get(type(row), thing)(row, address)}
    if not hasattr(row, "get_absolute_url"):
        return content
    page = urljoin(address, row.get_absolute_url())
    return named(page, {"url": page, **content})


def thing(row: Any, address: str) -> Node:
    """Return what is true of anything: under which key it stands in its list."""
    return node("Thing", identifier=str(row.pk))


def source(row: Source, address: str) -> Node:
    return node(
        "CreativeWork",
        publisher=node("Organization", name=row.publisher),
        datePublished=network.date_of(row),
        inLanguage=row.language,
        sameAs=row.url,
    )


def claim(row: Claim, address: str) -> Node:
    return node(
        "Claim",
        firstAppearance=reference("CreativeWork", row.source, address),
        appearance=[reference("CreativeWork", one, address) for one in row.also_stated_by.all()],
    )


def claim_topic(row: ClaimTopic, address: str) -> Node:
    return node("Thing", identifier=row.pk, description=row.comment)


def term(row: Sector | Service, address: str) -> Node:
    return node("DefinedTerm", termCode=row.pk, alternateName=row.aliases)


def access_mode(row: AccessMode, address: str) -> Node:
    return node(
        "Service",
        serviceType=row.get_track_display(),
        audience=part("Audience", audienceType=row.for_whom),
        availableChannel=part("ServiceChannel", serviceUrl=row.apply_url),
        sameAs=row.info_url,
    )


def policy(row: Policy, address: str) -> Node:
    return node("CreativeWork", identifier=row.pk, description=row.summary, sameAs=row.url)


def accelerator(row: Accelerator, address: str) -> Node:
    return node(
        "ProductModel",
        alternateName=row.aliases,
        manufacturer=node("Organization", name=row.vendor),
    )


def help_entry(row: HelpEntry, address: str) -> Node:
    if row.kind == HelpKind.TERM:
        return node("DefinedTerm", termCode=row.pk, description=row.answer)
    return node("Question", identifier=row.pk, acceptedAnswer=node("Answer", text=row.answer))


def version(row: Version, address: str) -> Node:
    return node(
        "UpdateAction",
        name=told(row).name,
        description="; ".join(sentences(row)),
        endTime=row.edition.made_at.isoformat(),
    )


def edition(row: Edition, address: str) -> Node:
    return node(
        "CreativeWork",
        name=_("Edition %(number)s") % {"number": row.number},
        version=str(row.number),
        dateCreated=row.made_at.isoformat(),
    )


DESCRIBED: dict[type, Callable[[Any, str], Node]] = {
    Accelerator: accelerator,
    AccessMode: access_mode,
    Claim: claim,
    ClaimTopic: claim_topic,
    Country: network.country,
    Edition: edition,
    HelpEntry: help_entry,
    Milestone: network.milestone,
    Organisation: network.organisation,
    Policy: policy,
    Sector: term,
    Service: term,
    Site: network.site,
    Source: source,
    Supercomputer: network.supercomputer,
    Version: version,
    Wave: network.wave,
}
