"""What a row of the list of supercomputers shows, and what the page of one names its facts."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, Label, Link, link_out, link_to, number
from directory.columns.choices import MachineStatus
from directory.columns.shared import OTHER_NAMES, coordinates, summary_of
from directory.enums import CostScope, LocationPrecision, MachineRole, MachineUse
from directory.models import Supercomputer, stage_label
from directory.text import euros

#: How a site uses a machine, in fewer words than its page has room for.
USES: dict[str, Label] = {
    MachineUse.PLANNED: _("planned"),
    MachineUse.HOST_OWN: _("the host's own"),
}
#: Where the coordinates of a machine come from: no source tells where machines stand.
PLACE_OF_A_SITE = _(
    "WGS 84, of a site in the city in which the machine stands, first one that uses it; empty where"
    " the directory knows no site there."
)


def sites(*uses: MachineUse) -> Callable[[Supercomputer], list[str]]:
    """Return the column value: the slugs of the sites that use a machine in one of these ways."""
    return lambda machine: [use.site_id for use in machine.site_uses.all() if use.use_then in uses]


def site_names(machine: Supercomputer) -> str:
    return ", ".join(use.site.name for use in machine.site_uses.all())


def site_links(machine: Supercomputer) -> Iterable[Link]:
    for use in machine.site_uses.all():
        yield Link(use.site.name, use.site.get_absolute_url(), USES.get(use.use_then or "", ""))


def rank_note(machine: Supercomputer) -> Label:
    if machine.top500_rank is None:
        return ""
    return _now("list of %(list)s") % {"list": machine.top500_list}


def precision_note(machine: Supercomputer) -> Label:
    if machine.ai_eflops is None:
        return ""
    return _now("precision: %(precision)s") % {"precision": machine.ai_precision}


SUPERCOMPUTER_COLUMNS = (
    Column("slug", _("Slug"), _("Permanent name of the record."), lambda machine: machine.slug),
    Column(
        "name",
        _("Name"),
        _("Name of the machine; a descriptive one where none is published."),
        lambda machine: machine.name,
        in_table=True,
    ),
    OTHER_NAMES,
    Column(
        "status",
        _("Status"),
        _(
            "Highest milestone reached by the day shown (as_of); “unknown” where a higher one may"
            " have been reached, but no source tells when."
        ),
        lambda machine: machine.stage,
        choices=MachineStatus,
        text=lambda machine: stage_label(machine.stage),
        in_table=True,
    ),
    Column(
        "role",
        _("Role"),
        _("What the machine is to the programme."),
        lambda machine: machine.role,
        choices=MachineRole,
        text=lambda machine: machine.get_role_display(),
        in_table=True,
    ),
    Column(
        "sites",
        _("Sites"),
        _("Slugs of all sites that use the machine on that day or later, or whose host has it."),
        sites(*MachineUse),
        data_type=DataType.TEXTS,
        refers_to="sites",
        text=site_names,
        links=site_links,
        in_table=True,
    ),
    Column(
        "sites_now",
        _("Sites that offer it"),
        _("Slugs of the sites that offer the machine to users on the day shown (as_of)."),
        sites(MachineUse.OFFERED),
        data_type=DataType.TEXTS,
        refers_to="sites",
    ),
    Column(
        "country",
        _("Country"),
        _("Country in which the machine stands, as ISO 3166-1 alpha-2 code."),
        lambda machine: machine.country_id,
        refers_to="countries",
        text=lambda machine: machine.country.name,
        links=lambda machine: link_to(machine.country),
        in_table=True,
    ),
    Column(
        "country_name",
        _("Country name"),
        _("Country in which the machine stands."),
        lambda machine: machine.country.name,
    ),
    Column(
        "city",
        _("City"),
        _("City in which the machine stands."),
        lambda machine: machine.city or None,
    ),
    *coordinates(PLACE_OF_A_SITE),
    Column(
        "location_precision",
        _("Precision"),
        _("What the coordinates mark: never the machine, only its city."),
        lambda machine: None if machine.latitude is None else LocationPrecision.CITY.value,
        choices=LocationPrecision,
    ),
    Column(
        "operator",
        _("Operator"),
        _("Slug of the body that runs the machine."),
        lambda machine: machine.operator_id,
        refers_to="organisations",
        text=lambda machine: machine.operator.name if machine.operator else "",
        links=lambda machine: link_to(machine.operator),
    ),
    Column(
        "operator_name",
        _("Name of the operator"),
        _("Name of the body that runs the machine."),
        lambda machine: machine.operator.name if machine.operator else None,
    ),
    Column(
        "owner", _("Owner"), _("Owner of the machine."), lambda machine: machine.owner_name or None
    ),
    Column("vendor", _("Vendor"), _("Maker of the system."), lambda m: m.vendor or None),
    Column("cpu", _("Processors"), _("Processors."), lambda machine: machine.cpu or None),
    Column(
        "accelerator_model",
        _("Accelerators"),
        _("Model of the accelerators."),
        lambda machine: machine.accelerator_model or None,
        in_table=True,
    ),
    Column(
        "accelerator",
        _("Accelerator as a record"),
        _("Slug of the model that accelerator_count counts, where it is only one."),
        lambda machine: machine.accelerator_id,
        refers_to="accelerators",
    ),
    Column(
        "accelerator_count",
        _("Number of accelerators"),
        _("How many accelerators the machine has, or a part of it: see figures_scope."),
        lambda machine: machine.accelerator_count,
        data_type=DataType.INTEGER,
        in_table=True,
        is_figure=True,
    ),
    Column(
        "nodes",
        _("Nodes"),
        _("Number of nodes; see figures_scope."),
        lambda machine: machine.nodes,
        data_type=DataType.INTEGER,
        is_figure=True,
    ),
    Column(
        "rmax_pflops",
        _("Rmax"),
        _("Measured HPL performance."),
        lambda machine: number(machine.rmax_pflops),
        data_type=DataType.NUMBER,
        unit=_("PFlop/s"),
        in_table=True,
        is_figure=True,
    ),
    Column(
        "rpeak_pflops",
        _("Rpeak"),
        _("Theoretical peak performance (FP64)."),
        lambda machine: number(machine.rpeak_pflops),
        data_type=DataType.NUMBER,
        unit=_("PFlop/s"),
        in_table=True,
        is_figure=True,
    ),
    Column(
        "ai_eflops",
        _("AI performance"),
        _("At the precision of ai_precision; different precisions cannot be compared."),
        lambda machine: number(machine.ai_eflops),
        data_type=DataType.NUMBER,
        unit=_("EFlop/s"),
        note=precision_note,
        in_table=True,
        is_figure=True,
    ),
    Column(
        "ai_precision",
        _("Precision of the AI performance"),
        _("Number format of the AI performance, as published."),
        lambda machine: machine.ai_precision or None,
    ),
    Column(
        "top500_rank",
        _("TOP500 rank"),
        _("Rank in the list of top500_list; ranks of different lists cannot be compared."),
        lambda machine: machine.top500_rank,
        data_type=DataType.INTEGER,
        note=rank_note,
        in_table=True,
        is_figure=True,
    ),
    Column(
        "top500_list",
        _("TOP500 list"),
        _("Month of the list that the rank is from."),
        lambda machine: machine.top500_list,
    ),
    Column(
        "power_kw",
        _("Power"),
        _("Electrical power."),
        lambda machine: number(machine.power_kw),
        data_type=DataType.NUMBER,
        unit=_("kW"),
        in_table=True,
        is_figure=True,
    ),
    Column(
        "storage_pb",
        _("Storage"),
        _("Storage."),
        lambda machine: number(machine.storage_pb),
        data_type=DataType.NUMBER,
        unit=_("PB"),
        is_figure=True,
    ),
    Column(
        "cost_eur",
        _("Cost"),
        _("In euros, for what cost_scope says; costs of different scopes cannot be compared."),
        lambda machine: number(machine.cost_eur),
        data_type=DataType.NUMBER,
        text=lambda machine: "" if machine.cost_eur is None else euros(machine.cost_eur),
        note=lambda machine: machine.get_cost_scope_display() or "",
        in_table=True,
        is_figure=True,
    ),
    Column(
        "cost_scope",
        _("What the cost covers"),
        _("What the cost covers."),
        lambda machine: machine.cost_scope,
        choices=CostScope,
    ),
    Column(
        "builds_upon",
        _("Builds upon"),
        _("Slug of the machine that this one extends or follows."),
        lambda machine: machine.builds_upon_id,
        refers_to="supercomputers",
        text=lambda machine: machine.builds_upon.name if machine.builds_upon else "",
        links=lambda machine: link_to(machine.builds_upon),
    ),
    Column(
        "built_upon_by",
        _("Extended or replaced by"),
        _("Slugs of the machines that extend or follow this one."),
        lambda machine: [later.pk for later in machine.built_upon_by.all()],
        data_type=DataType.TEXTS,
        refers_to="supercomputers",
        text=lambda machine: ", ".join(later.name for later in machine.built_upon_by.all()),
        links=lambda machine: [
            link for later in machine.built_upon_by.all() for link in link_to(later)
        ],
    ),
    Column(
        "website",
        _("Website"),
        _("Page of the machine."),
        lambda machine: machine.website or None,
        data_type=DataType.URL,
        links=lambda machine: link_out(machine.website),
    ),
    Column(
        "figures_scope",
        _("What the figures cover"),
        _("The part of the machine that its figures cover, where it is not all of it."),
        lambda machine: machine.figures_scope or None,
    ),
    summary_of(_("What the machine is, in our own words; empty on past days.")),
    Column(
        "notes",
        _("Notes"),
        _("What one must know to read the figures right."),
        lambda machine: machine.notes or None,
    ),
)
