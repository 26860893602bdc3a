"""What an error report is about: a public page, the record that it shows, one fact of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from directory.columns import COLUMNS, Column
from directory.columns.fact_labels import fact_label
from directory.columns.facts import in_words
from directory.editing.kinds import KINDS, Kind, kind_named
from directory.editing.leaving.gone import gone
from directory.evidence.footnotes import Evidence, Footnote, Shown
from directory.evidence.metrics import COUNTED
from directory.models import Edition, Record, Version
from directory.pages.context import MORE_SECTIONS, SECTIONS
from directory.selection import SELECTIONS
from directory.selection.day import AS_OF, AsOf

#: The kinds of which records are parts of a page, with what their anchors there begin with.
PARTS = {
    "calls": (("mode-", "access-modes"),),
    "estimate": (("accelerator-", "accelerators"), ("assumption-", "assumptions")),
    "finder_rules": (("", "finder-rules"),),
    "help": (("", "help"),),
    "timeline": (("policy-", "policies"),),
}
#: Columns of a list that are no fact of a record.
NO_FACTS = ("slug", "facts", "link_dead_since")


class UnknownPageError(ValueError):
    """An address is not that of a public page."""


@dataclass(frozen=True)
class Reported:
    """A public page: its address within the portal, its name, its record if it shows one."""

    path: str
    as_of: AsOf
    name: str
    kind: Kind | None = None
    slug: str = ""
    #: As it stands on the day of the page; None where it is gone, or was shown as it once stood.
    record: Any = None

    @property
    def columns(self) -> dict[str, Column]:
        """What a list shows of a record for which sources cannot be cited fact by fact."""
        shown = COLUMNS.get(self.kind.name, ()) if self.record and self.kind else ()
        return {column.name: column for column in shown if column.name not in NO_FACTS}

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The facts that a report can be about, with what readers call them."""
        if self.record and self.record.FACTS:
            return [(fact, fact_label(fact)) for fact in self.record.FACTS]
        return [(name, str(column.label)) for name, column in self.columns.items()]

    def value(self, fact: str) -> str:
        """Return what the directory shows of a fact, empty where nothing is published."""
        if self.record.FACTS:
            return in_words(self.record, fact)
        return self.columns[fact].in_words(self.record)

    def footnote(self, fact: str) -> Footnote | None:
        """Return who says what of a fact; two queries."""
        if not self.record.FACTS:
            return None
        return Evidence(others=[Shown(self.record, (fact,))]).of(self.record).by_fact.get(fact)


def page_at(about: str) -> Reported:
    """Return the public page at an address within the portal; raise UnknownPageError elsewhere."""
    try:
        parts = urlsplit(about)
    except ValueError as error:
        raise UnknownPageError(about) from error
    if parts.scheme or parts.netloc or not about.startswith("/") or about.startswith("//"):
        raise UnknownPageError(about)
    language = translation.get_language_from_path(parts.path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            match = resolve(parts.path)
        except Resolver404 as error:
            raise UnknownPageError(about) from error
    if match.namespaces != ["directory"]:
        raise UnknownPageError(about)
    try:
        as_of = AsOf.read("".join(parse_qs(parts.query).get(AS_OF, [])[:1]))
    except (ValidationError, ValueError) as error:
        raise UnknownPageError(about) from error
    if part := part_named(match, parts.fragment):
        kind, slug = part
        return of_record(f"{parts.path}#{parts.fragment}", as_of, kind, slug)
    kind = kind_named(match.url_name) if "slug" in match.kwargs else None
    if kind:
        return of_record(parts.path, as_of, kind, match.kwargs["slug"])
    return of_page(parts.path, as_of, match)


def part_named(match: ResolverMatch, fragment: str) -> tuple[Kind, str] | None:
    for prefix, name in PARTS.get(match.url_name or "", ()):
        slug = fragment.removeprefix(prefix)
        if fragment.startswith(prefix) and KINDS[name].model.public().filter(pk=slug).exists():
            return KINDS[name], slug
    return None


def of_record(path: str, as_of: AsOf, kind: Kind, slug: str) -> Reported:
    if record := on_its_day(kind, slug, as_of):
        return Reported(path, as_of, str(record), kind, slug, record)
    for past in gone([(kind.name, slug)]):
        if past.was_public:
            return Reported(path, as_of, past.name, kind, slug)
    raise UnknownPageError(path)


def on_its_day(kind: Kind, slug: str, as_of: AsOf) -> Record | None:
    """Return a record with all that its facts need; that of today where it was not there yet."""
    if kind.name not in SELECTIONS:
        return kind.model.public().filter(pk=slug).first()
    selection_class = SELECTIONS[kind.name]
    for query in dict.fromkeys([as_of.query[1:], ""]):
        selection = selection_class(QueryDict(query), slug)
        rows: Iterable[Any] = selection.with_details(selection.all_rows().filter(pk=slug))
        for record in rows:
            return record
    return None


def of_page(path: str, as_of: AsOf, match: ResolverMatch) -> Reported:
    """Return a page that is about no record of today."""
    labels = {page: str(label) for page, _below, label in (*SECTIONS, *MORE_SECTIONS)}
    view, given = match.url_name or "", match.kwargs
    if "number" not in given and "name" not in given:
        return Reported(path, as_of, labels.get(view, _("Front page") if view == "home" else ""))
    if metric := COUNTED.get(given.get("name", "")):
        return Reported(path, as_of, str(metric.label))
    edition = Edition.objects.filter(pk=given.get("number", 0)).first()
    if edition is None:
        raise UnknownPageError(path)
    name = _("Edition %(number)s") % {"number": edition.number}
    if "slug" not in given:
        return Reported(path, as_of, name)
    kept = Version.objects.public().filter(
        kind=given["kind"], slug=given["slug"], edition__lte=edition
    )
    if not kept.exists():
        raise UnknownPageError(path)
    return Reported(path, as_of, name, KINDS[given["kind"]], given["slug"])
