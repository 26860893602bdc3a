"""The data twins: every list and every record as data, under its own address with a suffix."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from directory.answering.absent import absent
from directory.answering.links import data_links
from directory.answering.open_data import open_data
from directory.answering.problems import wrong_question
from directory.answering.streaming import answer_of, of_one_moment
from directory.formats import Format, formats_of
from directory.selection import LISTS, Selection
from directory.selection.facets import Mistake
from directory.selection.question import PAGE


@open_data
def list_data(request: HttpRequest, name: str, suffix: str) -> HttpResponseBase:
    """Answer with a list in a data format, under the address of one of its pages."""
    selection_class, format_ = found(name, suffix)
    return written(request, format_, partial(selection_class, request.GET))


@open_data
def record_data(request: HttpRequest, name: str, slug: str, suffix: str) -> HttpResponseBase:
    """Answer with one record in a data format, under the address of its page."""
    selection_class, format_ = found(name, suffix)
    if not selection_class.record_page:
        raise Http404
    if (canonical := selection_class.canonical(slug)) != slug:
        return redirect(selection_class(request.GET, canonical).url_for(suffix), permanent=True)
    return written(request, format_, partial(selection_class, request.GET, slug))


def found(name: str, suffix: str) -> tuple[type[Selection], Format]:
    selection_class = LISTS.get(name)
    format_ = formats_of(selection_class.name).get(suffix) if selection_class else None
    if not selection_class or not format_:
        raise Http404
    if format_.reading:
        selection_class = format_.reading(selection_class)
    return selection_class, format_


def written(
    request: HttpRequest, format_: Format, ask: Callable[[], Selection]
) -> HttpResponseBase:
    """Answer with what is asked, all of it, read in one moment.

    Only feeds have pages: a file is the whole selection.
    """
    address = request.build_absolute_uri()

    def answer(moment: ExitStack) -> HttpResponseBase:
        selection = ask()
        if mistakes := list(no_page(selection, format_)) or selection.mistakes:
            return wrong_question(mistakes, address)
        if selection.slug and not selection.count:
            return absent(selection, address)
        response = answer_of(format_.write(selection, address), format_.media_type, moment)
        response["Content-Disposition"] = f'inline; filename="{filename(selection, format_)}"'
        response["Link"] = data_links(selection, format_.suffix)
        return response

    return of_one_moment(answer)


def filename(selection: Selection, format_: Format) -> str:
    """Return the name of a file, which tells two of one list apart."""
    edition = selection.edition.number if selection.edition else 0
    parts = [
        selection.slug or selection.path_names()[0],
        "selection" if selection.is_narrowed and not selection.slug else "",
        f"as-of-{selection.day}" if selection.as_of.asked else "",
        f"edition-{edition}",
    ]
    return f"{'-'.join(filter(None, parts))}.{format_.suffix}"


def no_page(selection: Selection, format_: Format) -> Iterator[Mistake]:
    """Yield the mistake of asking for one page of a file."""
    if PAGE in selection.params and not selection.slug and not format_.is_followed:
        known = tuple(name for name in selection.known if name != PAGE)
        yield Mistake(PAGE, _("Data have no pages: they are the whole selection."), known)
