"""Where to turn for help when a site publishes no contact."""

from dataclasses import dataclass

from directory.models import Source

#: The EuroHPC helpdesk for AI Factories is a source like any other, so that an editor can correct
#: its address in one place; the others state the same address.
HELPDESK = "eurohpc-aif-helpdesk"
ALSO_STATED_BY = ("limes-path",)


@dataclass(frozen=True)
class Helpdesk:
    """The page of the helpdesk and the sources that name it."""

    page: Source
    sources: tuple[Source, ...]


def helpdesk() -> Helpdesk | None:
    """Return the helpdesk, None where the directory does not know its address. One query."""
    sources = Source.objects.in_bulk([HELPDESK, *ALSO_STATED_BY])
    page = sources.get(HELPDESK)
    if page is None or not page.url:
        return None
    stated_by = [sources[slug] for slug in ALSO_STATED_BY if slug in sources]
    return Helpdesk(page, (page, *stated_by))
