"""What the finder found, as data."""

from typing import Any

from directory.columns.calls import CALL_COLUMNS, written
from directory.guidance.answers import FinderQuestion
from directory.guidance.finder import Finding, ModeAnswer
from directory.guidance.sites import Reason, SiteAnswer

#: What is told of an access mode as the list of calls tells it.
OF_MODES = (
    "eligibility",
    "resources",
    "resource_unit",
    "resource_min",
    "resource_max",
    "cost",
    "turnaround",
    "checked_on",
    "apply_url",
    "info_url",
)


def as_data(question: FinderQuestion, finding: Finding) -> dict[str, Any]:
    """Return what the page of the finder says, in its order."""
    return {
        "asked": {
            name: value if question.is_multiple(name) else value or None
            for name, value in question.values.items()
        },
        "access_modes": [mode_as_data(answer) for answer in finding.modes],
        "sites": [site_as_data(answer) for answer in finding.sites],
        "nearest": reasons_as_data(finding.nearest),
        "prepare": reasons_as_data(finding.prepare),
        "not_confirmed": reasons_as_data(finding.not_confirmed),
    }


def mode_as_data(answer: ModeAnswer) -> dict[str, Any]:
    mode = answer.mode
    return {
        "access_mode": mode.pk,
        "name": mode.name,
        "openness": answer.openness.value,
        "open_questions": list(answer.open_questions),
        "points": answer.points,
        "reasons": reasons_as_data(answer.reasons),
        "call": answer.cutoffs.state.value,
        "next_cutoff": written(answer.cutoffs.next),
        **{column.name: column.value(mode) for column in CALL_COLUMNS if column.name in OF_MODES},
    }


def site_as_data(answer: SiteAnswer) -> dict[str, Any]:
    site = answer.site
    return {
        "site": site.pk,
        "name": site.name,
        "stage": site.stage,
        "points": answer.points,
        "reasons": reasons_as_data(answer.reasons),
        "url": site.get_absolute_url(),
        "access_url": site.access_url or None,
        "contact_email": site.contact_email or None,
        "contact_url": site.contact_url or None,
        "website": site.website or None,
    }


def reasons_as_data(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [
        {
            "reason": reason.sentence,
            "rule": reason.rule.pk,
            "access_mode": reason.rule.mode_id,
            "sources": [source.pk for source in reason.sources],
        }
        for reason in reasons
    ]
