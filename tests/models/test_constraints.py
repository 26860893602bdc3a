"""What a row can hold by itself is a named constraint of the database."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint

from directory.models import (
    AccessMode,
    AntennaLink,
    Assumption,
    Citation,
    Claim,
    Conflict,
    FinderRule,
    Milestone,
    Policy,
    Site,
    Source,
    Supercomputer,
    Wave,
)
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

BROKEN_ROWS = {
    "site_coordinates_both_or_neither": lambda: site(latitude=None, location_precision=None),
    "site_coordinates_with_precision": lambda: site(location_precision=None),
    "site_coordinates_in_range": lambda: site(latitude=95),
    "site_kind_known": lambda: site(kind="gigafactory"),
    "site_money_not_negative": lambda: site(eu_funding_eur=-1),
    "supercomputer_rank_with_its_list": lambda: machine(top500_rank=3, top500_list=None),
    "supercomputer_cost_with_its_scope": lambda: machine(cost_eur=3, cost_scope=None),
    "supercomputer_ai_performance_with_precision": lambda: machine(ai_eflops=3, ai_precision=""),
    "supercomputer_role_known": lambda: machine(role="large"),
    "supercomputer_not_built_upon_itself": lambda: machine(builds_upon="lumi"),
    "wave_amount_with_comparator_and_scope": lambda: Wave.objects.filter(slug="wave-1").update(
        amount_comparator=None
    ),
    "milestone_earliest_not_after_latest": lambda: milestone(earliest="2099-01-01"),
    "milestone_date_with_its_words": lambda: milestone(as_published=""),
    "milestone_one_subject": lambda: milestone(supercomputer="lumi"),
    "milestone_stage_of_its_ladder": lambda: milestone(stage="operational"),
    "milestone_only_plans_are_stated_on_a_day": lambda: milestone(stated_on="2025-01-01"),
    "citation_one_subject": lambda: citations().update(supercomputer="lumi"),
    "citation_number_or_date_of_a_stated_value": lambda: (
        citations().filter(states="").update(number=3)
    ),
    "conflict_one_subject": lambda: Conflict.objects.filter(site__isnull=False).update(site=None),
    "antenna_link_not_to_itself": lambda: AntennaLink.objects.filter(antenna="pharos-cy").update(
        factory="pharos-cy"
    ),
    "claim_number_or_date": lambda: Claim.objects.update(value=None, value_date=None),
    "source_earliest_not_after_latest": lambda: Source.objects.filter(latest__isnull=False).update(
        earliest="2099-01-01"
    ),
    "policy_date_with_its_words": lambda: Policy.objects.update(as_published=""),
    "access_mode_smallest_not_above_largest": lambda: AccessMode.objects.update(
        resource_unit="gpu-hours", resource_min=9, resource_max=3
    ),
    "finder_rule_criterion_where_about_sites": lambda: FinderRule.objects.filter(
        effect="site"
    ).update(criterion=None),
    "finder_rule_mode_where_about_one": lambda: FinderRule.objects.filter(effect="opens").update(
        mode=None
    ),
    "finder_rule_no_mode_where_about_sites": lambda: FinderRule.objects.filter(
        effect="site"
    ).update(mode="playground"),
    "assumption_lowest_not_above_highest": lambda: Assumption.objects.update(value_low=10**9),
    "assumption_above_zero": lambda: Assumption.objects.update(value_low=0),
    "access_mode_sizes_with_unit": lambda: AccessMode.objects.update(
        resource_unit=None, resource_max=3, resource_min=None
    ),
}


def site(**values):
    return Site.objects.filter(slug="lumi-ai-factory").update(**values)


def machine(**values):
    return Supercomputer.objects.filter(slug="lumi").update(**values)


def milestone(**values):
    selected = Milestone.objects.filter(site="lumi-ai-factory", stage="selected")
    return selected.update(**values)


def citations():
    return Citation.objects.filter(site="lumi-ai-factory")


@pytest.mark.parametrize(("constraint", "write"), BROKEN_ROWS.items(), ids=BROKEN_ROWS.keys())
def test_the_database_refuses_a_row_that_breaks(constraint, write):
    with pytest.raises(IntegrityError, match=constraint), recorded(), transaction.atomic():
        write()


def test_every_constraint_has_a_message_for_people_or_is_about_uniqueness():
    silent = [
        constraint.name
        for model in apps.get_app_config("directory").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and constraint.violation_error_message == CheckConstraint.default_violation_error_message
        and not constraint.name.endswith("_known")
    ]

    assert silent == []
