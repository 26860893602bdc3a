"""What a row of the glossary and the questions shows."""

from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, iso
from directory.enums import HelpKind

HELP_COLUMNS = (
    Column("slug", _("Slug"), _("Permanent name of the record."), lambda entry: entry.slug),
    Column(
        "kind",
        _("Kind"),
        _("A term, or what users ask (question), complain of (complaint) or want (need)."),
        lambda entry: entry.kind,
        choices=HelpKind,
        text=lambda entry: entry.get_kind_display(),
    ),
    Column(
        "question",
        _("Term or question"),
        _("The term or the question, in our own words."),
        lambda entry: entry.question,
        in_table=True,
    ),
    Column("theme", _("Theme"), _("What it is about."), lambda entry: entry.theme),
    Column(
        "asked_by",
        _("Asked by"),
        _("Who asks it, as far as sources tell; empty for terms."),
        lambda entry: entry.asked_by or None,
    ),
    Column(
        "raised_by",
        _("Raised by"),
        _("Slugs of the sources that report the question."),
        lambda entry: [source.pk for source in entry.raised_by.all()],
        data_type=DataType.TEXTS,
        refers_to="sources",
    ),
    Column("answer", _("Answer"), _("The answer in two sentences."), lambda entry: entry.answer),
    Column(
        "is_answered",
        _("A source answers it"),
        _("False where no source that the directory knows gives an answer."),
        lambda entry: entry.is_answered,
        data_type=DataType.BOOLEAN,
    ),
    Column(
        "sources",
        _("Sources"),
        _("Slugs of the sources that the answer rests on."),
        lambda entry: [source.pk for source in entry.sources.all()],
        data_type=DataType.TEXTS,
        refers_to="sources",
    ),
    Column(
        "see",
        _("See"),
        _("Addresses of pages that show more."),
        lambda entry: list(entry.see),
        data_type=DataType.TEXTS,
    ),
    Column(
        "address",
        _("Address"),
        _("Where the answer stands on the portal."),
        lambda entry: entry.get_absolute_url(),
        data_type=DataType.URL,
    ),
    Column(
        "checked_on",
        _("Checked on"),
        _("Day on which the answer was last checked against its sources."),
        lambda entry: iso(entry.checked_on),
        data_type=DataType.DAY,
        in_table=True,
    ),
)
