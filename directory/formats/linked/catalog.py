"""All data of the portal as a catalogue in the words of schema.org, for the page about data."""

import datetime

from django.utils.translation import gettext as _

from directory.formats import Format, formats_of
from directory.formats.linked.datasets import (
    columns_of,
    dataset,
    file,
    identifier,
    page,
    whole_lists,
)
from directory.formats.linked.schema import (
    Node,
    data_page,
    named,
    node,
    publisher,
)
from directory.models import Edition, Wave
from directory.selection import Selection
from directory.terms import LICENCE_URL, NAME


def covered() -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day that the data are about; two queries."""
    first = Wave.objects.order_by("announced_on").values_list("announced_on", flat=True).first()
    edition = Edition.current()
    return (first, edition.day) if first and edition else None


def catalog(edition: Edition | None, address: str) -> Node:
    """Return the catalogue with a dataset for each list; `covered` asks for its days."""
    days = covered()
    period = "/".join(day.isoformat() for day in days) if days else None
    content = node(
        "DataCatalog",
        name=_("Open data of the %(portal)s") % {"portal": NAME},
        url=data_page(address),
        license=LICENCE_URL,
        publisher=publisher(address),
        dateModified=edition.day.isoformat() if edition else None,
        dataset=[whole_list(list_, edition, period, address) for list_ in whole_lists()],
    )
    return named(f"{data_page(address)}#catalog", content)


def whole_list(list_: Selection, edition: Edition | None, period: str | None, address: str) -> Node:
    content = dataset(
        list_,
        edition,
        address,
        url=page(list_, address),
        temporalCoverage=period,
        variableMeasured=columns_of(list_),
        distribution=[
            download(format_, file(list_, suffix, address))
            for suffix, format_ in formats_of(list_.name).items()
        ],
    )
    return named(identifier(list_, address), content)


def download(format_: Format, address: str) -> Node:
    return node(
        "DataDownload",
        name=format_.label,
        contentUrl=address,
        encodingFormat=format_.plain_type,
    )
