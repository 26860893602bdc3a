"""What stands beside the steps of the network: its policies and the cut-offs of its calls."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from directory import dates
from directory.evidence.cutoffs import Cutoff
from directory.models import AccessCall, AccessMode, Citation, Policy, PolicyStep, Source


@dataclass(frozen=True)
class PolicyEvent:
    """The day by which a policy is known, or a later step of it."""

    policy: Policy
    step: PolicyStep | None
    sources: tuple[Source, ...]

    @property
    def dated(self) -> Policy | PolicyStep:
        return self.step or self.policy

    @property
    def anchor(self) -> str:
        return f"policy-{self.policy.pk}" + (f"-{self.step.step}" if self.step else "")


@dataclass(frozen=True)
class CutoffsOfMode:
    """The cut-off days of a way to get computing time that are published as such."""

    mode: AccessMode
    days: tuple[Cutoff, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Agenda:
    policies: tuple[PolicyEvent, ...]
    cutoffs: tuple[CutoffsOfMode, ...]


def agenda(day: datetime.date) -> Agenda:
    """Return policies and cut-offs up to a past day, all of them today; four queries."""
    cited = Q(policy__isnull=False, field__in=("date", "steps"))
    sources = sources_of_facts(cited | Q(access_mode__isnull=False, field="cutoffs"))
    last = datetime.date.max if day >= dates.today() else day
    events = []
    for policy in Policy.objects.prefetch_related("steps"):
        events.append(PolicyEvent(policy, None, sources.get((policy.pk, "date"), ())))
        stated = sources.get((policy.pk, "steps"), ())
        events += [PolicyEvent(policy, step, stated) for step in policy.steps.all()]
    cutoffs: dict[AccessMode, list[Cutoff]] = {}
    calls = AccessCall.objects.filter(closes_on__lte=last).select_related("mode")
    for call in calls.order_by("mode__sort_key", "mode", "closes_on"):
        cutoffs.setdefault(call.mode, []).append(Cutoff.published(call))
    undated = datetime.date.max
    return Agenda(
        policies=tuple(
            sorted(
                (event for event in events if (event.dated.latest or undated) <= last),
                key=lambda event: (event.dated.latest or undated, event.anchor),
            )
        ),
        cutoffs=tuple(
            CutoffsOfMode(mode, tuple(days), sources.get((mode.pk, "cutoffs"), ()))
            for mode, days in cutoffs.items()
        ),
    )


def sources_of_facts(cited: Q) -> dict[tuple[str, str], tuple[Source, ...]]:
    """Return who supports the facts of policies or access modes that are `cited`; one query.

    The key is the permanent name of the record and the name of the fact.
    """
    sources: dict[tuple[str, str], dict[str, Source]] = defaultdict(dict)
    for citation in Citation.objects.filter(cited, states="").select_related("source"):
        key = (citation.policy_id or citation.access_mode_id or "", citation.field)
        sources[key][citation.source_id] = citation.source
    return {key: tuple(found.values()) for key, found in sources.items()}
