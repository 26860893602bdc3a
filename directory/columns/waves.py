"""What a row of the lists of waves, sectors and services shows."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from directory.columns.base import DAY, Column, DataType, Label, iso, number
from directory.columns.facts import amount
from directory.columns.shared import ALIASES, SLUG, how_many, name_of, slugs_of, summary_of
from directory.dates import parse_day
from directory.enums import Comparator, MoneyScope, WaveKind
from directory.models import Site


def public_sites(row: Any) -> list[Site]:
    return row.public_sites


WAVE_COLUMNS = (
    SLUG,
    name_of(_("Name of the selection round.")),
    Column(
        "kind",
        _("Kind"),
        _("What was selected."),
        lambda wave: wave.kind,
        text=lambda wave: wave.get_kind_display(),
        choices=WaveKind,
        in_table=True,
    ),
    Column(
        "announced_on",
        _("Announced"),
        _("Day of the announcement."),
        lambda wave: iso(wave.announced_on),
        text=lambda wave: date_format(wave.announced_on, DAY),
        data_type=DataType.DAY,
        in_table=True,
    ),
    Column(
        "number_selected",
        _("Selected"),
        _("How many were selected, as announced; empty where nobody was yet."),
        lambda wave: wave.number_selected,
        data_type=DataType.INTEGER,
        in_table=True,
        is_figure=True,
    ),
    Column(
        "amount_eur",
        _("Amount announced"),
        _("Money announced for the whole round, for what amount_scope says; never to be added up."),
        lambda wave: number(wave.amount_eur),
        text=amount,
        data_type=DataType.NUMBER,
        in_table=True,
        is_figure=True,
    ),
    Column(
        "amount_comparator",
        _("Comparator of the amount"),
        _("How the amount is meant: =, >, >=, <, <= or ~ for about."),
        lambda wave: wave.amount_comparator,
        choices=Comparator,
    ),
    Column(
        "amount_scope",
        _("Scope of the amount"),
        _("Whose money the amount counts."),
        lambda wave: wave.amount_scope,
        text=lambda wave: wave.get_amount_scope_display() or "",
        choices=MoneyScope,
    ),
    Column(
        "eu_share",
        _("EU share"),
        _("Stated share of the money that the EU pays, from 0 to 1."),
        lambda wave: number(wave.eu_share),
        data_type=DataType.NUMBER,
        is_figure=True,
    ),
    Column(
        "call_cutoffs",
        _("Cut-off dates"),
        _("Days by which applications were due."),
        lambda wave: list(wave.call_cutoffs),
        text=lambda wave: "; ".join(date_format(parse_day(day), DAY) for day in wave.call_cutoffs),
        data_type=DataType.TEXTS,
    ),
    Column(
        "new_supercomputers_announced",
        _("New AI supercomputers announced"),
        _("How many new AI supercomputers the announcement names."),
        lambda wave: wave.new_supercomputers_announced,
        data_type=DataType.INTEGER,
        is_figure=True,
    ),
    Column(
        "proposals_submitted",
        _("Proposals submitted"),
        _("How many proposals were submitted."),
        lambda wave: wave.proposals_submitted,
        data_type=DataType.INTEGER,
        is_figure=True,
    ),
    how_many("sites_count", _("Number of sites"), _("How many sites it has."), public_sites),
    slugs_of("sites", _("Sites"), _("Slugs of its sites on the day."), public_sites, "sites"),
    summary_of(_("What the round was, in our own words; empty on past days.")),
)


def term_columns(help_text: Label, sites_help: Label) -> tuple[Column, ...]:
    return (
        SLUG,
        name_of(help_text),
        ALIASES,
        how_many("sites_count", _("Number of sites"), _("How many sites there are."), public_sites),
        slugs_of("sites", _("Sites"), sites_help, public_sites, "sites"),
    )


SECTOR_COLUMNS = term_columns(
    _("Field of application."), _("Slugs of the sites that address it, as of the day.")
)
SERVICE_COLUMNS = term_columns(
    _("Kind of help."), _("Slugs of the sites that offer or plan it, as of the day.")
)
