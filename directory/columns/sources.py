"""What a row of the list of sources shows."""

import datetime

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.columns.base import DAY, Column, DataType, iso, when
from directory.enums import Reading, SourceKind
from directory.models import Source, language_name


def date_in_words(source: Source) -> str:
    return _now("undated") if source.undated else when(source)


def dead_in_words(since: datetime.date | None) -> str:
    """Return what stands beside a link that was found dead, empty beside others."""
    if not since:
        return ""
    return _now("the link was dead on %(day)s") % {"day": date_format(since, DAY)}


SOURCE_COLUMNS = (
    Column("slug", _("Slug"), _("Permanent name of the record."), lambda source: source.slug),
    Column(
        "title",
        _("Title"),
        _("Title, in the language of the document."),
        lambda source: source.title,
        note=lambda source: capfirst(dead_in_words(source.dead_since)),
        in_table=True,
    ),
    Column(
        "publisher",
        _("Publisher"),
        _("Who published the document."),
        lambda source: source.publisher,
        in_table=True,
    ),
    Column(
        "date",
        _("Date"),
        _("Date of the document as published; empty where it bears none."),
        lambda source: source.as_published or None,
        text=date_in_words,
        in_table=True,
    ),
    Column(
        "earliest",
        _("Earliest day"),
        _("First day that the date may mean."),
        lambda source: iso(source.earliest),
        data_type=DataType.DAY,
    ),
    Column(
        "latest",
        _("Latest day"),
        _("Last day that the date may mean."),
        lambda source: iso(source.latest),
        data_type=DataType.DAY,
    ),
    Column(
        "language",
        _("Language"),
        _("Language of the document, as ISO 639 code."),
        lambda source: source.language,
        text=lambda source: language_name(source.language),
        in_table=True,
    ),
    Column(
        "kind",
        _("Kind"),
        _("What sort of document it is."),
        lambda source: source.kind,
        choices=SourceKind,
        text=lambda source: source.get_kind_display(),
        in_table=True,
    ),
    Column(
        "reading",
        _("How it was read"),
        _("Whether we read the document, or only a text that quotes it."),
        lambda source: source.reading,
        choices=Reading,
        text=lambda source: source.get_reading_display(),
        in_table=True,
    ),
    Column(
        "url",
        _("Address"),
        _("Where the document stands."),
        lambda source: source.url or None,
        data_type=DataType.URL,
    ),
    Column(
        "link_dead_since",
        _("Link dead since"),
        _("Day on which the address was found to lead nowhere; empty while it answers."),
        lambda source: iso(source.dead_since),
        data_type=DataType.DAY,
    ),
    Column("note", _("Note"), _("Remark about the document."), lambda source: source.note or None),
    Column(
        "facts",
        _("Facts"),
        _("How many facts, milestones, claims, answers, rules and assumptions rest on it."),
        lambda source: source.facts_carried,
        data_type=DataType.INTEGER,
        in_table=True,
        is_figure=True,
    ),
)
