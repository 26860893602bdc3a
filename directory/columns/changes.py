"""What a row of the list of changes shows: a record and what an edition changed in it."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType
from directory.columns.choices import Change, RecordKind
from directory.editing.kinds import KINDS
from directory.editing.telling.told import Happened, Told, tell
from directory.models import Version


def told(version: Version) -> Told:
    """Return a version in words; the first one asked for tells those that came with it too."""
    if not hasattr(version, "told"):
        together = getattr(version, "told_with", [version])
        for other, words in zip(together, tell(together), strict=True):
            other.told = words
    return version.told  # type: ignore[attr-defined]


def sentences(version: Version) -> list[str]:
    """Return what changed, thing by thing."""
    words = told(version)
    if words.happened is Happened.RECORDED:
        return [_now("Recorded")]
    if words.happened is Happened.REMOVED:
        return [_now("Removed from the directory")]
    return [str(difference) for difference in words.differences] or [
        _now("Nothing that is shown differs.")
    ]


CHANGE_COLUMNS = (
    Column(
        "changed_in",
        _("Edition"),
        _("Number of the edition in which it changed."),
        lambda version: version.edition_id,
        data_type=DataType.INTEGER,
        refers_to="editions",
        in_table=True,
    ),
    Column(
        "changed_on",
        _("Date"),
        _("Day on which that edition was made, in Brussels."),
        lambda version: version.edition.day.isoformat(),
        data_type=DataType.DAY,
        in_table=True,
    ),
    Column(
        "kind",
        _("Kind of record"),
        _("Kind of record."),
        lambda version: version.kind,
        choices=RecordKind,
    ),
    Column("slug", _("Slug"), _("Permanent name of the record."), lambda version: version.slug),
    Column(
        "name",
        _("Name"),
        _("Name of the record."),
        lambda version: told(version).name,
        in_table=True,
    ),
    Column(
        "change",
        _("Change"),
        _("Whether the record was recorded, changed or removed."),
        lambda version: told(version).happened.value,
        choices=Change,
        text=lambda version: Change(told(version).happened).label,
        in_table=True,
    ),
    Column(
        "differences",
        _("What changed"),
        _("Each thing that changed, with what was there before."),
        sentences,
        data_type=DataType.TEXTS,
        in_table=True,
    ),
    Column(
        "reason",
        _("Reason"),
        _("Why the edition was made, if it says so."),
        lambda version: version.reason or None,
        in_table=True,
    ),
    Column(
        "url",
        _("Kept record"),
        _("Page of the record as that edition left it."),
        lambda version: version.get_absolute_url(),
        data_type=DataType.URL,
    ),
)


def kind_in_words(version: Version) -> str:
    """Return what one record of the version's kind is called."""
    return str(KINDS[version.kind].model._meta.verbose_name)
