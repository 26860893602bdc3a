"""What the finder found, as data."""

from typing import Any

from directory.guidance.answers import FinderQuestion
from directory.guidance.finder import Finding, ModeAnswer
from directory.guidance.sites import Reason, SiteAnswer


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
    mode, following = answer.mode, answer.cutoffs.next
    return {
        "access_mode": mode.pk,
        "name": mode.name,
        "openness": answer.openness.value,
        "open_questions": list(answer.open_questions),
        "points": answer.points,
        "reasons": reasons_as_data(answer.reasons),
        "eligibility": mode.eligibility or None,
        "resources": mode.resources or None,
        "resource_unit": mode.resource_unit,
        "resource_min": mode.resource_min,
        "resource_max": mode.resource_max,
        "cost": mode.cost or None,
        "turnaround": mode.turnaround or None,
        "call": answer.cutoffs.state.value,
        "next_cutoff": following.when.isoformat() if following else None,
        "checked_on": mode.checked_on.isoformat() if mode.checked_on else None,
        "apply_url": mode.apply_url or None,
        "info_url": mode.info_url or None,
    }


def site_as_data(answer: SiteAnswer) -> dict[str, Any]:
    site = answer.site
    return {
        "site": site.pk,
        "name": site.name,
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
