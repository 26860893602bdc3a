"""The finder: which access modes somebody may use and whom to talk to first, by rules of record."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from directory.enums import RuleEffect
from directory.evidence.cutoffs import Cutoffs
from directory.guidance.answers import Answers
from directory.guidance.sites import Reason, SiteAnswer, ranked_sites
from directory.models import AccessMode, FinderRule


class Openness(TextChoices):
    """What an access mode is to the applicant, the best first."""

    OPEN = "open", _("Open to you")
    NOT_CONFIRMED = "not-confirmed", _("Not confirmed for you")
    DEPENDS = "depends", _("Depends on what you did not say")
    PAST = "past", _("Past its last known cut-off")
    CLOSED = "closed", _("Not open to you")


REFUSED = (Openness.PAST, Openness.CLOSED)
#: What decides on an access mode, the strongest first.
DECISIVE = {
    RuleEffect.CLOSES: Openness.CLOSED,
    RuleEffect.NOT_CONFIRMED: Openness.NOT_CONFIRMED,
    RuleEffect.OPENS: Openness.OPEN,
}


@dataclass(frozen=True)
class ModeAnswer:
    """What an access mode is to the applicant, and why."""

    mode: AccessMode
    openness: Openness
    points: int
    reasons: tuple[Reason, ...]
    #: The questions left open that would decide, where it depends on them.
    open_questions: tuple[str, ...]
    cutoffs: Cutoffs

    @property
    def place(self) -> tuple:
        days = self.mode.turnaround_working_days
        return (
            list(Openness).index(self.openness),
            -self.points,
            (days is None, days or 0),
            self.mode.sort_key,
        )


@dataclass(frozen=True)
class Finding:
    """The answer of the finder."""

    modes: tuple[ModeAnswer, ...]
    sites: tuple[SiteAnswer, ...]
    prepare: tuple[Reason, ...]
    not_confirmed: tuple[Reason, ...]
    nearest: tuple[Reason, ...]

    def being(self, *wanted: Openness) -> list[ModeAnswer]:
        return [answer for answer in self.modes if answer.openness in wanted]

    @property
    def open_modes(self) -> list[ModeAnswer]:
        """Those that are open and made for what is asked, or all that are open if none is."""
        every = self.being(Openness.OPEN)
        return [answer for answer in every if answer.points >= 0] or every

    @property
    def unsuited_modes(self) -> list[ModeAnswer]:
        suited = self.open_modes
        return [answer for answer in self.being(Openness.OPEN) if answer not in suited]

    @property
    def unsure_modes(self) -> list[ModeAnswer]:
        return self.being(Openness.NOT_CONFIRMED, Openness.DEPENDS)

    @property
    def closed_modes(self) -> list[ModeAnswer]:
        return self.being(*REFUSED)


def find(answers: Answers, day: datetime.date) -> Finding:
    """Return what the rules say to `answers` on a day, in a fixed number of queries."""
    said = Said(answers, list(FinderRule.objects.prefetch_related("countries", "sources")))
    modes = sorted(
        (answer for mode in AccessMode.objects.with_calls() if (answer := said.of(mode, day))),
        key=lambda answer: answer.place,
    )
    is_open = any(answer.openness == Openness.OPEN for answer in modes)
    refused = {answer.mode.pk for answer in modes if answer.openness in REFUSED}
    untold = [rule for rule in said.having(RuleEffect.UNTOLD) if rule.mode_id not in refused]
    return Finding(
        modes=tuple(modes),
        sites=tuple(ranked_sites(answers, said.having(RuleEffect.SITE), day)),
        prepare=reasons(said.having(RuleEffect.PREPARE)),
        not_confirmed=reasons([*said.doubts, *untold]),
        nearest=() if is_open else reasons(said.having(RuleEffect.NEAREST)),
    )


class Said:
    """What the rules say to some answers."""

    def __init__(self, answers: Answers, rules: list[FinderRule]) -> None:
        self.answers = answers
        met = [(rule, answers.meets(rule)) for rule in rules]
        self.fired = [rule for rule, is_met in met if is_met]
        self.depending = [rule for rule, is_met in met if is_met is None]
        #: What keeps every access mode from being confirmed that might be open otherwise.
        self.doubts = [r for r in self.having(RuleEffect.NOT_CONFIRMED) if not r.mode_id]
        otherwise = answers.without(self.doubts)
        self.doubted = {
            rule.mode_id
            for rule in rules
            if self.doubts and rule.effect == RuleEffect.OPENS and otherwise.may_meet(rule)
        }

    def having(self, effect: RuleEffect) -> list[FinderRule]:
        return [rule for rule in self.fired if rule.effect == effect]

    def of(self, mode: AccessMode, day: datetime.date) -> ModeAnswer | None:
        """Return what an access mode is to the applicant; None where no rule could decide."""
        own = [rule for rule in self.fired if rule.mode_id == mode.pk]
        doubts = self.doubts if mode.pk in self.doubted else []
        openness, decisive = decided([*own, *doubts])
        undecided = [
            rule
            for rule in self.depending
            if rule.mode_id == mode.pk and rule.effect in DECISIVE and not decisive
        ]
        if not decisive and not undecided:
            return None
        cutoffs = Cutoffs(mode, day)
        if openness != Openness.CLOSED and cutoffs.state.has_ended:
            openness = Openness.PAST
        if openness != Openness.CLOSED:
            decisive += [rule for rule in own if rule.effect == RuleEffect.SUITS]
        questions = [name for rule in undecided for name in self.answers.open_questions(rule)]
        return ModeAnswer(
            mode=mode,
            openness=openness,
            points=sum(rule.points for rule in decisive),
            # What holds of every access mode is told once, for all of them.
            reasons=reasons(rule for rule in decisive if rule.mode_id),
            open_questions=tuple(dict.fromkeys(questions)),
            cutoffs=cutoffs,
        )


def decided(rules: list[FinderRule]) -> tuple[Openness, list[FinderRule]]:
    """Return what an access mode is by its rules, with those that decide; none if nothing does."""
    for effect, openness in DECISIVE.items():
        if decisive := [rule for rule in rules if rule.effect == effect]:
            return openness, decisive
    return Openness.DEPENDS, []


def reasons(rules: Iterable[FinderRule]) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule, rule.explanation, tuple(rule.sources.all()), rule.points) for rule in rules
    )
