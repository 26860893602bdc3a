"""Nodes of schema.org, and what every one of them may name: the portal and who publishes it."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from directory.terms import NAME

CONTEXT = "https://schema.org"

Node = dict[str, Any]


def node(kind: str, **properties: Any) -> Node:
    """Return a node of a kind, without the properties that have no value."""
    there = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"@type": kind, **there}


def part(kind: str, **properties: Any) -> Node | None:
    """Return a node that stands for nothing but its properties, None where it has none."""
    found = node(kind, **properties)
    return found if len(found) > 1 else None


def named(identifier: str, content: Node) -> Node:
    return {"@id": identifier, **content}


def reference(kind: str, record: Any, address: str) -> Node:
    """Return what is said of a record elsewhere: what it is, where more is said, its name."""
    return named(urljoin(address, record.get_absolute_url()), node(kind, name=str(record)))


def home(address: str) -> str:
    """Return the whole address of the front page; `address` is any of the portal."""
    return urljoin(address, reverse("directory:home"))


def data_page(address: str) -> str:
    return urljoin(address, reverse("directory:data"))


def publisher_page(address: str) -> str:
    return settings.PUBLISHER_URL or home(address)


def publisher(address: str) -> Node:
    return named(
        f"{home(address)}#publisher",
        node("Organization", name=settings.PUBLISHER_NAME, url=publisher_page(address)),
    )


def website(address: str) -> Node:
    search = f"{urljoin(address, reverse('directory:search'))}?q={{search_term_string}}"
    return named(
        f"{home(address)}#website",
        node(
            "WebSite",
            name=NAME,
            url=home(address),
            inLanguage=get_language(),
            publisher={"@id": f"{home(address)}#publisher"},
            potentialAction={
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=search_term_string",
            },
        ),
    )
