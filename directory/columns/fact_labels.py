"""What readers call a fact of a record."""

from django.utils.translation import gettext_lazy as _

#: Facts whose name, with spaces for underscores, is not what readers call them.
FACT_LABELS = {
    "acronym": _("Short name"),
    "access_url": _("Where to apply"),
    "accelerator_count": _("Number of accelerators"),
    "accelerator_model": _("Accelerators"),
    "ai_eflops": _("AI performance"),
    "aliases": _("Other and former names"),
    "amount_eur": _("Amount announced"),
    "announced_on": _("Announced"),
    "apply_url": _("Where to apply"),
    "cost_eur": _("Cost"),
    "bf16_tflops": _("16-bit peak"),
    "call_cutoffs": _("Cut-off dates of the call"),
    "cutoffs": _("Cut-off dates"),
    "cpu": _("Processors"),
    "eu_funding_eur": _("EU funding"),
    "eu_member": _("EU Member State"),
    "eu_share": _("Share that the EU pays"),
    "eurohpc_participant": _("EuroHPC participating state"),
    "figures_scope": _("What the figures cover"),
    "fp8_tflops": _("8-bit peak"),
    "info_url": _("Where to read more"),
    "joined": _("Joined the EuroHPC JU"),
    "memory_bandwidth_gb_s": _("Memory bandwidth"),
    "memory_gb": _("Memory"),
    "new_supercomputers_announced": _("New AI supercomputers announced"),
    "power_kw": _("Power"),
    "rmax_pflops": _("Measured performance (Rmax)"),
    "rpeak_pflops": _("Peak performance (Rpeak)"),
    "storage_pb": _("Storage"),
    "supercomputers": _("Machines"),
    "top500_rank": _("TOP500 rank"),
    "total_budget_eur": _("Total budget"),
    "url": _("Address"),
    "wave": _("Selected in"),
}


def fact_label(fact: str) -> str:
    """Return what readers call a fact of a record."""
    return str(FACT_LABELS.get(fact) or fact.replace("_", " ").capitalize())
