"""Pages of what was published in an edition, so that a quotation of then can be verified."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.answering.open_data import open_data
from directory.answering.parameterless import parameterless as parameterless_data
from directory.editing import canonical
from directory.editing.kinds import KINDS
from directory.editing.telling.forms_then import forms_of
from directory.editing.telling.told import kept_record as kept
from directory.editing.telling.told import name_in, tell
from directory.evidence.metrics import COUNTED
from directory.evidence.network import Network
from directory.formats.base import origin
from directory.models import Edition, Record, Version
from directory.pages.answers import (
    dated,
    json_answer,
    parameterless,
    public,
    refusal,
)
from directory.pages.changes import by_edition
from directory.selection import ChangeSelection, EditionSelection
from directory.selection.changes import MODELS, kind_label

#: So many changes stand on the page of an edition itself; the list of changes has them all.
CHANGES_SHOWN = 100


@public
def edition_list(request: HttpRequest) -> HttpResponse:
    """Lead to the changes, which stand edition by edition."""
    selection = EditionSelection(request.GET)
    if not selection.is_right:
        return refusal(request, selection.mistakes)
    return redirect(reverse("directory:changes") + selection.as_of.query)


@public
@dated
def edition_detail(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with an edition, and with its numbers as of its own day or the one asked for."""
    edition = get_object_or_404(Edition, pk=number)
    changes = ChangeSelection(QueryDict(f"edition={number}"))
    different = changes.for_table(changes.found.filter(is_new=0)[:CHANGES_SHOWN])
    new = changes.found.filter(is_new=1).order_by("kind").values("kind").annotate(count=Count("pk"))
    recorded = [(row["kind"], kind_label(row["kind"]), row["count"]) for row in new]
    standing = list(Version.objects.standing_in(number).order_by("kind", "slug"))
    as_of = request.as_of  # type: ignore[attr-defined]
    day = as_of.day if as_of.asked else edition.day
    network = Network.of_forms(forms_of(standing, edition.day))
    context = {
        "this": edition,
        "trail": [(_("Changes"), reverse("directory:changes"))],
        "day": day,
        "numbers": [(metric, metric.count(network, day)) for metric in COUNTED.values()],
        "withdrawn": Version.objects.withdrawn_since(number).count(),
        # Why it was made may speak of what visitors may not see.
        "why": "" if Version.objects.hidden().filter(edition=number).exists() else edition.why,
        "editions": by_edition(different),
        "recorded": recorded,
        "records": records_by_kind(standing),
        "count": len(standing),
        "earlier": Edition.objects.filter(number__lt=number).first(),
        "later": Edition.objects.filter(number__gt=number).order_by("number").first(),
    }
    return render(request, "directory/edition_detail.html", context)


def records_by_kind(versions: list[Version]) -> list[tuple[str, str, list[tuple[str, Version]]]]:
    """Return kind, label and (name, version) by name: records as they stood."""
    found: dict[str, list[tuple[str, Version]]] = {name: [] for name in MODELS}
    for version in versions:
        name = name_in(KINDS[version.kind], version.form) or version.slug
        found[version.kind].append((name, version))
    return [
        (kind, kind_label(kind), sorted(records, key=lambda record: record[0].casefold()))
        for kind, records in found.items()
        if records
    ]


@dataclass(frozen=True)
class KeptRecord:
    """The version of a record that stood in an edition, and all that visitors may see of it."""

    edition: Edition
    version: Version
    versions: QuerySet[Version]


def standing_in(number: int, kind: str, slug: str) -> KeptRecord:
    """Return a record as it stood in an edition, also where an earlier one had changed it."""
    edition = get_object_or_404(Edition, pk=number)
    versions = Version.objects.filter(kind=kind, slug=slug).order_by("-edition_id")
    newest = versions.filter(edition__lte=number).values("pk")[:1]
    public_ones = versions.public().with_previous().select_related("edition")
    there = public_ones.filter(pk__in=list(newest.values_list("pk", flat=True)))
    return KeptRecord(edition, get_object_or_404(there), public_ones)


@public
@parameterless
def kept_record(request: HttpRequest, number: int, kind: str, slug: str) -> HttpResponse:
    stood = standing_in(number, kind, slug)
    edition, version, public_ones = stood.edition, stood.version, stood.versions
    record = kept(version)
    context = {
        "this": edition,
        "version": version,
        "record": record,
        "kind_label": kind_label(kind),
        "name": record.name if version.form else tell([version])[0].name,
        "trail": [
            (_("Changes"), reverse("directory:changes")),
            (_("Edition %(number)s") % {"number": number}, edition.get_absolute_url()),
        ],
        "earlier": public_ones.filter(edition__lt=version.edition_id).first(),
        "later": public_ones.filter(edition__gt=version.edition_id).reverse().first(),
        "today": page_of_today(kind, slug),
    }
    return render(request, "directory/kept_record.html", context)


@open_data
@parameterless_data
def kept_record_data(request: HttpRequest, number: int, kind: str, slug: str) -> HttpResponse:
    """Answer with the same in its record form, null in the edition that removed it."""
    stood = standing_in(number, kind, slug)
    written = kept(stood.version).text
    head = origin(stood.edition, stood.edition.day, request.build_absolute_uri())
    return json_answer(
        {
            **head,
            "kind": kind,
            "slug": slug,
            "kept_since": stood.version.edition_id,
            "record": canonical.read_form(written) if written else None,
        }
    )


def page_of_today(kind: str, slug: str) -> str:
    """Return the address of a record's page of today, empty where it has none."""
    record: Record | None = KINDS[kind].model.public().filter(pk=slug).first()
    return record.get_absolute_url() if record and hasattr(record, "get_absolute_url") else ""
