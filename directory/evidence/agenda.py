"""What stands beside the steps of the network: its policies and the cut-offs of its calls."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from directory import dates
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
class Cutoffs:
    """The cut-off days of a way to get computing time."""

    mode: AccessMode
    calls: tuple[AccessCall, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Agenda:
    policies: tuple[PolicyEvent, ...]
    cutoffs: tuple[Cutoffs, ...]


def agenda(day: datetime.date) -> Agenda:
    """Return policies and cut-offs up to a past day, all of them today; four queries.

    No source tells on which day a cut-off was announced.
    """
    sources: dict[tuple, dict[str, Source]] = defaultdict(dict)
    cited = Q(policy__isnull=False, field__in=("date", "steps"))
    cited |= Q(access_mode__isnull=False, field="cutoffs")
    for citation in Citation.objects.filter(cited, states="").select_related("source"):
        key = (citation.policy_id or citation.access_mode_id, citation.field)
        sources[key][citation.source_id] = citation.source

    def sources_of(record: str, fact: str) -> tuple[Source, ...]:
        return tuple(sources[record, fact].values())

    is_past = day < dates.today()
    events = []
    for policy in Policy.objects.prefetch_related("steps"):
        events.append(PolicyEvent(policy, None, sources_of(policy.pk, "date")))
        events += [
            PolicyEvent(policy, step, sources_of(policy.pk, "steps")) for step in policy.steps.all()
        ]
    calls: dict[str, list[AccessCall]] = {}
    known = AccessCall.objects.filter(closes_on__lte=day) if is_past else AccessCall.objects.all()
    for call in known.select_related("mode").order_by("mode__sort_key", "mode", "closes_on"):
        calls.setdefault(call.mode_id, []).append(call)
    return Agenda(
        policies=tuple(
            sorted(
                (e for e in events if not is_past or (e.dated.latest and e.dated.latest <= day)),
                key=lambda event: (event.dated.latest or datetime.date.max, event.anchor),
            )
        ),
        cutoffs=tuple(
            Cutoffs(of_mode[0].mode, tuple(of_mode), sources_of(mode, "cutoffs"))
            for mode, of_mode in calls.items()
        ),
    )
