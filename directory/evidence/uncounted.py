"""What claims speak of and the records of the directory cannot count, with the reason."""

from django.utils.translation import gettext_lazy as _

from directory.evidence.counting import Metric, Text

MONEY = _(
    "Money announced for a round, a call or a programme is itself a statement of sources. The"
    " directory has no payments that could be added up."
)
APPLICATIONS = _("The directory has the sites that were selected, not the applications.")
TENDER = _("No gigafactory has been selected; the figure is a plan or a condition of the call.")
INTEREST = _("The directory has no expressions of interest or bids for gigafactories.")
AIM = _("It is an aim or a date that was planned, not a state that could be counted.")
CAPACITY = _(
    "The performance of machines is published for some of them only and at different precisions,"
    " so that it cannot be added up."
)
ACCESS = _("It is a rule or a size of access to computing time, not a number of records.")
TEXT = _("It counts what a text names, not what the network is.")
UNKNOWN = _("The directory has no rule by which this could be counted.")

#: Label of each metric by its name, under the reason why it cannot be counted.
GROUPS: dict[Text, dict[str, Text]] = {
    MONEY: {
        "antennas_call_budget": _("Budget of the call for antennas"),
        "antennas_eu_funding_requested": _("EU money that the antennas asked for"),
        "factories_call_budget": _("Budget of the calls for AI Factories"),
        "investai_gigafactories": _("InvestAI money for gigafactories"),
        "investai_total": _("InvestAI in all"),
        "networking_call_budget": _("Budget of the networking call"),
        "programme_funding_total": _("Money for AI Factories and Antennas in all"),
        "supercomputing_and_factories_investment": _(
            "Money for supercomputers and AI Factories, 2021 to 2027"
        ),
        "wave1_eu_share": _("Share of the first wave that the EU pays"),
        "wave1_funding_total": _("Money for the first wave"),
        "wave2_funding_total": _("Money for the second wave"),
        "wave3_funding_total": _("Money for the third wave"),
    },
    APPLICATIONS: {
        "antenna_proposals": _("Proposals for antennas"),
    },
    TENDER: {
        "gigafactories_planned": _("Gigafactories planned"),
        "gigafactory_call_deadline": _("Closing day of the call for gigafactories"),
        "gigafactory_chips_each": _("Chips of one gigafactory"),
        "gigafactory_commercial_share": _("Share of a gigafactory for commercial use"),
        "gigafactory_eu_capex_share": _("Share of a gigafactory's capital cost from the EU"),
        "gigafactory_eu_funding": _("EU money for gigafactories"),
        "gigafactory_lot1_it_load": _("IT load of a gigafactory of lot 1"),
        "gigafactory_lot1_phase1_processors": _("Processors of lot 1, first phase"),
        "gigafactory_lot1_phase2_processors": _("Processors of lot 1, second phase"),
        "gigafactory_lot2_it_load": _("IT load of a gigafactory of lot 2"),
        "gigafactory_lot2_phase1_processors": _("Processors of lot 2, first phase"),
        "gigafactory_lot2_phase2_processors": _("Processors of lot 2, second phase"),
        "gigafactory_model_parameters": _("Parameters of a gigafactory's models"),
        "gigafactory_private_funding": _("Private money for gigafactories"),
        "gigafactory_processors_each": _("Processors of one gigafactory"),
        "gigafactory_procurement_member_states": _("Member States in the joint procurement"),
        "gigafactory_public_capex_share": _(
            "Share of a gigafactory's capital cost from the public"
        ),
        "gigafactory_public_funding": _("Public money for gigafactories"),
        "gigafactory_share_of_eu_compute_2031": _("Gigafactories' share of EU compute in 2031"),
        "gigafactory_total_investment": _("Investment in gigafactories in all"),
    },
    INTEREST: {
        "gigafactory_eoi_gpus": _("GPUs in the expressions of interest"),
        "gigafactory_eoi_investment": _("Investment in the expressions of interest"),
        "gigafactory_eoi_member_states": _("Member States in the expressions of interest"),
        "gigafactory_eoi_sites": _("Sites in the expressions of interest"),
        "gigafactory_expected_bids": _("Bids expected for gigafactories"),
        "gigafactory_expressions_of_interest": _("Expressions of interest in gigafactories"),
    },
    AIM: {
        "factories_operational_target": _("AI Factories to be in operation"),
        "full_operation_target": _("Year by which the network was to work fully"),
        "network_expansion_until": _("Year until which the network is to grow"),
        "wave1_systems_due_by": _("Year by which the first wave's systems were due"),
    },
    CAPACITY: {
        "eurohpc_ai_capacity_multiplier": _("Growth of EuroHPC's AI capacity"),
        "eurohpc_capacity_multiplier": _("Growth of EuroHPC's computing capacity"),
    },
    ACCESS: {
        "frontier_challenge_compute_share": _("Share of capacity for the Frontier AI challenge"),
        "industrial_access_quota": _("Share of access for industrial innovation"),
        "playground_gpu_hours": _("Size of a Playground grant"),
    },
    TEXT: {
        "factories_named_in_text": _("AI Factories that a text names"),
    },
}

UNCOUNTED = {
    name: Metric(name, label, definition="", reason=reason)
    for reason, metrics in GROUPS.items()
    for name, label in metrics.items()
}


def unknown_metric(name: str) -> Metric:
    """Return what can be said of a metric that an editor named and nobody has defined."""
    return Metric(name, name.replace("_", " ").capitalize(), definition="", reason=UNKNOWN)
