"""Choosing from an upload: what an editor chose is written at once, or kept as drafts.

An upload never deletes, and it is an edit like one in the admin: loading the shipped files again
keeps what it changed.
"""

from collections.abc import Iterator, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.editing import canonical
from directory.editing.change import recorded_change
from directory.editing.drafting import drafts
from directory.editing.form_reader import read_record
from directory.editing.imports.comparison import CHOOSABLE, comparison_of, known_slugs, mark_of
from directory.editing.imports.reading import ReadUpload
from directory.editing.kinds import KINDS
from directory.editing.loading.comparing import Line, write_records
from directory.editing.problems import ChangeRefusedError, OutdatedError, Problem
from directory.editing.writing import newest_edition
from directory.models import Edition, Upload

#: As many as the form of an upload can have boxes to tick (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MOST = 900


def keep(upload: ReadUpload, name: str, *, who: str) -> Upload:
    """Keep what a file says until somebody has chosen from it."""
    with recorded_change(who):
        return Upload.objects.create(
            kind=upload.kind.name,
            name=name[: Upload._meta.get_field("name").max_length],
            forms=canonical.write(upload.forms),
            base=upload.base,
            who=who,
            uploaded_at=timezone.now(),
        )


def discard(upload: Upload, *, who: str) -> None:
    with recorded_change(who):
        upload.delete()


def apply(upload: Upload, chosen: Mapping[str, str], *, who: str, why: str) -> Edition | None:
    """Write the chosen records, given as slugs with their marks, as one recorded change.

    Raises OutdatedError where one of them would not do any more what the editor saw, and
    ChangeRefusedError with everything that keeps them from being written.
    """
    with recorded_change(who, why) as change:
        lines = list(_still_so(upload, chosen))
        known = known_slugs(KINDS[upload.kind], chosen)
        records = [read_record(line.kind, line.slug, line.result, known) for line in lines]
        change.problems += [problem for record in records for problem in record.problems]
        change.problems += write_records([record for record in records if not record.problems])
        Upload.objects.filter(pk=upload.pk).delete()
    return change.edition


def keep_as_drafts(
    upload: Upload, chosen: Mapping[str, str], *, who: str, why: str, discards: bool = False
) -> int:
    """Keep each chosen record as a draft, all or none; return how many. Refuses as `apply`.

    What was not chosen goes only if the writer `discards` it; else the upload stays.
    """
    with recorded_change(who) as change:
        lines = list(_still_so(upload, chosen))
        for line in lines:
            base = newest_edition(line.kind, line.slug)
            try:
                drafts.begin(line.kind, line.slug, line.result, base=base, who=who, why=why)
            except ChangeRefusedError as refused:
                change.problems += refused.problems
        if discards or len(lines) == len(comparison_of(upload).having(*CHOOSABLE)):
            Upload.objects.filter(pk=upload.pk).delete()
    return len(lines)


def _still_so(upload: Upload, chosen: Mapping[str, str]) -> Iterator[Line]:
    """Yield the chosen lines, within the change that writes them."""
    if not Upload.objects.filter(pk=upload.pk).exists():
        told = _("Somebody has finished with this upload meanwhile.")
        raise OutdatedError([Problem(upload.kind, "", "", told)])
    lines = {line.slug: line for line in comparison_of(upload).having(*CHOOSABLE)}
    told = _("It changed after you looked at it.")
    outdated = [s for s, mark in chosen.items() if s not in lines or mark_of(lines[s]) != mark]
    if outdated:
        raise OutdatedError([Problem(upload.kind, slug, "", told) for slug in outdated])
    yield from (lines[slug] for slug in chosen)
