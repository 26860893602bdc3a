"""What is nested in calls and in policies."""

from django.utils.translation import gettext_lazy as _

from directory.columns.base import Column, DataType, iso
from directory.columns.part import NOTE, Part, dates_of
from directory.enums import PolicyStepKind

CALL_PARTS = (
    Part(
        "cutoffs",
        _("Cut-offs"),
        _("The cut-off days that are published as such."),
        (
            Column(
                "closes_on",
                _("Cut-off day"),
                _("The last day to apply, in Brussels."),
                lambda call: iso(call.closes_on),
                data_type=DataType.DAY,
            ),
            NOTE,
        ),
        lambda mode: mode.calls.all(),
        lambda _day: ["calls"],
    ),
)

POLICY_PARTS = (
    Part(
        "later_steps",
        _("Later steps"),
        _("What happened after the date of the policy."),
        (
            Column(
                "step",
                _("Step"),
                _("What happened."),
                lambda step: step.step,
                choices=PolicyStepKind,
            ),
            *dates_of(_("Date of the step as published; empty where none is.")),
        ),
        lambda policy: policy.steps.all(),
        lambda _day: ["steps"],
    ),
)
