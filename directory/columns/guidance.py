"""What a row of the lists of accelerators, assumptions and finder rules shows."""

from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, Label, number
from directory.columns.shared import (
    ADDRESS,
    ALIASES,
    CHECKED_ON,
    EXPLANATION,
    SLUG,
    SOURCES,
    answers,
    name_of,
    slugs_of,
)
from directory.enums import (
    Applicant,
    ComputeNeed,
    Establishment,
    HelpNeed,
    Purpose,
    RuleEffect,
    SiteCriterion,
)


def figure_of(name: str, label: Label, help_text: Label, unit: Label = "") -> Column:
    """Return the column of a decimal field, empty where nothing is published."""
    return Column(
        name,
        label,
        help_text,
        lambda row: number(getattr(row, name)),
        unit=unit,
        data_type=DataType.NUMBER,
        is_figure=True,
    )


ACCELERATOR_COLUMNS = (
    SLUG,
    name_of(_("Name of the model.")),
    Column("vendor", _("Vendor"), _("Maker of the chip."), lambda row: row.vendor, in_table=True),
    ALIASES,
    figure_of("memory_gb", _("Memory"), _("Memory beside the chip."), _("GB")),
    figure_of(
        "memory_bandwidth_gb_s",
        _("Memory bandwidth"),
        _("How fast the memory is read."),
        _("GB/s"),
    ),
    figure_of(
        "bf16_tflops",
        _("16-bit peak"),
        _("Dense, without sparsity; FP16 where the chip has no BF16."),
        _("TFLOP/s"),
    ),
    figure_of(
        "fp8_tflops",
        _("8-bit peak"),
        _("Of FP8, dense; empty where the chip has none."),
        _("TFLOP/s"),
    ),
    Column("note", _("Note"), _("Remark about the model."), lambda row: row.note or None),
    ADDRESS,
)

ASSUMPTION_COLUMNS = (
    SLUG,
    name_of(_("Name of the assumption.")),
    figure_of("value_low", _("Lowest"), _("The lowest value that its sources give.")),
    figure_of("value_high", _("Highest"), _("The highest value that its sources give.")),
    Column("unit", _("Unit"), _("Unit of the two values."), lambda row: row.unit),
    Column(
        "formula", _("Formula"), _("How the estimate uses it."), lambda row: row.formula or None
    ),
    EXPLANATION,
    SOURCES,
    CHECKED_ON,
    ADDRESS,
)

FINDER_RULE_COLUMNS = (
    SLUG,
    name_of(_("Name of the rule.")),
    answers("who", _("Who applies"), Applicant),
    answers("establishment", _("Established in"), Establishment),
    slugs_of(
        "countries",
        _("Countries"),
        _("The countries for which the rule holds; empty where it does not ask."),
        lambda rule: rule.countries.all(),
        "countries",
    ),
    answers("purpose", _("To do what"), Purpose),
    answers("hours", _("How much computing time"), ComputeNeed),
    answers("help", _("What help"), HelpNeed),
    Column(
        "effect",
        _("Effect"),
        _("What follows where the rule holds."),
        lambda rule: rule.effect,
        text=lambda rule: rule.get_effect_display(),
        choices=RuleEffect,
    ),
    Column(
        "mode",
        _("Access mode"),
        _("The way to computing time that the rule is about; empty where it is about none."),
        lambda rule: rule.mode_id,
        refers_to="calls",
    ),
    Column(
        "criterion",
        _("Criterion of sites"),
        _("What the rule asks of a site; empty where it is not about sites."),
        lambda rule: rule.criterion,
        text=lambda rule: rule.get_criterion_display() or "",
        choices=SiteCriterion,
    ),
    Column(
        "points",
        _("Points"),
        _("By how much it moves up what it is about; down where it is below zero."),
        lambda rule: rule.points,
        data_type=DataType.INTEGER,
    ),
    Column(
        "explanation",
        _("Explanation"),
        _("What visitors read; words in square brackets stand for names."),
        lambda rule: rule.in_words,
    ),
    SOURCES,
    CHECKED_ON,
    ADDRESS,
)
