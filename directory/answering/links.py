"""What pages and data say in the header `Link` (RFC 8288): where their twins are, and the terms."""

from django.urls import reverse
from django.utils.encoding import iri_to_uri

from directory.formats import Format, twins_of
from directory.formats.taken import Taken
from directory.selection import Selection
from directory.terms import LICENCE_URL

#: Proxies refuse long headers: beyond so many characters only what is no twin is named.
LONGEST = 3000


def page_links(taken: Taken) -> str:
    """Return the header of the page of a list or a record."""
    return header([alternate(*twin) for twin in taken.twins], taken.selection)


def data_links(selection: Selection, suffix: str) -> str:
    """Return the header of the data of a list or a record in one format."""
    others = [alternate(*twin) for twin in twins_of(selection) if twin[0].suffix != suffix]
    return header([*link_to_page(selection), *others], selection)


def link_to_page(selection: Selection) -> list[str]:
    """Return the link to the page that shows what is asked, if there is one."""
    if not (selection.record_page if selection.slug else "list" in selection.pages):
        return []
    return [f'<{iri_to_uri(selection.url_for("list"))}>; rel="canonical"; type="text/html"']


def header(twins: list[str], selection: Selection) -> str:
    columns = f"{reverse('directory:data')}#{selection.name}"
    terms = [f'<{columns}>; rel="describedby"', f'<{LICENCE_URL}>; rel="license"']
    whole = ", ".join([*twins, *terms])
    return whole if len(whole) <= LONGEST else ", ".join(terms)


def alternate(format_: Format, address: str) -> str:
    return f'<{iri_to_uri(address)}>; rel="alternate"; type="{format_.plain_type}"'
