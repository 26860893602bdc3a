"""Feeds: what a list tells its subscribers, each written as Atom and as JSON Feed."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.formats.base import Format
from directory.formats.feeds import atom, ical, json_feed
from directory.formats.feeds.calls import of_cutoffs
from directory.formats.feeds.changes import of_changes, of_rows
from directory.formats.feeds.feed import Feed
from directory.selection import Selection
from directory.selection.history import history_of

#: What is told of which list, as which kind of selection.
TOLD: tuple[tuple[Callable[[Selection, str, str], Feed], dict[str, Any]], ...] = (
    (of_changes, {"lists": frozenset({"changes"})}),
    (of_cutoffs, {"lists": frozenset({"calls"})}),
    (of_rows, {"lists": frozenset({"sites", "supercomputers"}), "reading": history_of}),
)


def format_of(
    writer: ModuleType, tell: Callable[[Selection, str, str], Feed], options: dict[str, Any]
) -> Format:
    def write(selection: Selection, address: str) -> Iterator[str]:
        yield writer.write(tell(selection, address, writer.SUFFIX))

    return Format(
        writer.SUFFIX,
        writer.LABEL,
        writer.MEDIA_TYPE,
        write,
        good_for=_("news in your feed reader"),
        is_followed=True,
        **options,
    )


FORMATS = (
    *(format_of(writer, tell, options) for writer in (atom, json_feed) for tell, options in TOLD),
    ical.FORMAT,
)
