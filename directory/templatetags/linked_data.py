"""What each page tells programs about itself: a block of data in the words of schema.org."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from directory.formats.linked.catalog import catalog
from directory.formats.linked.pages import Page, text_of
from directory.formats.linked.schema import Node, publisher, website
from directory.selection import Selection

register = template.Library()

#: Under which name the page of a record gives it to its template, by the name of the page.
RECORDS = {
    "claim": "claim",
    "country": "country",
    "organisation": "organisation",
    "sector": "sector",
    "site": "site",
    "source": "source",
    "supercomputer": "machine",
    "wave": "wave",
}


@register.simple_tag(takes_context=True)
def linked_data(context: template.Context) -> SafeString | str:
    """Return the block of a public page; nothing for editors' previews and wrong questions."""
    match = getattr(context.get("request"), "resolver_match", None)
    asked = context.get("selection") or context.get("question") or None
    if not match or match.namespace != "directory" or not getattr(asked, "is_right", True):
        return ""
    selection = asked if isinstance(asked, Selection) else None
    text = mark_safe(text_of(nodes_of(context, match.url_name, selection)))  # noqa: S308  escaped
    return format_html('<script type="application/ld+json">{}</script>', text)


def nodes_of(context: template.Context, name: str, selection: Selection | None) -> list[Node]:
    request, as_of, edition = context["request"], context["as_of"], context.get("edition")
    record = context.get(RECORDS.get(name, ""))
    query = selection.query() if selection else as_of.query
    page = Page(
        address=request.build_absolute_uri(request.path) + query,
        name=name_of(context, record),
        trail=context.get("trail") or [],
        as_of=as_of.query,
        edition=edition,
        selection=selection,
        record=record,
    )
    nodes = page.nodes()
    if name == "home":
        nodes += [website(page.address), publisher(page.address)]
    if name == "data":
        nodes.append(catalog(edition, page.address))
    return nodes


def name_of(context: template.Context, record: Any) -> str:
    """Return what a page is called at the end of the way to it, empty where only its title does."""
    if edition := context.get("this"):
        number = {"number": edition.number}
        return str(context.get("name") or _("Edition %(number)s") % number)
    shown = record or context.get("record")
    if metric := context.get("metric"):
        shown = metric.label
    return str(shown) if shown else ""
