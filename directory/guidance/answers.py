"""The questions of the finder, and the answers of somebody who looks for a way in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.enums import Applicant, ComputeNeed, Establishment, HelpNeed, Purpose
from directory.models import Country, FinderRule, Sector
from directory.selection.asking import Asked
from directory.selection.standing import Standing

#: The questions that parts of conditions look at, where they have other names.
QUESTIONS = {"establishment": "country", "countries": "country"}
OPEN = ("", _("Not said"))
#: A country that the directory does not know.
OTHER = ("other", _("Another country"))


def one_of(choices: Any, label: Any, widget: Any = forms.RadioSelect) -> forms.ChoiceField:
    """Return a question with one answer, which may be left open."""
    return forms.ChoiceField(choices=[OPEN, *choices], label=label, widget=widget, required=False)


class FinderForm(forms.Form):
    """Six questions; each may be left open."""

    who = one_of(Applicant.choices, _("Who are you?"))
    country = one_of((), _("Where are you established?"), forms.Select)
    purpose = one_of(Purpose.choices, _("What do you want to do?"))
    hours = one_of(ComputeNeed.choices, _("How much computing time do you need?"))
    field = one_of((), _("What is your field?"), forms.Select)
    help = forms.MultipleChoiceField(
        choices=HelpNeed.choices,
        label=_("What help do you need besides?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model, further in (("country", Country, [OTHER]), ("field", Sector, [])):
            known = model.objects.order_by("sort_key", "slug").values_list("slug", "name")
            question = cast("forms.ChoiceField", self.fields[name])
            question.choices = [OPEN, *known, *further]


class FinderQuestion(Asked, Standing):
    """What somebody asks the finder."""

    form_class = FinderForm

    @property
    def for_estimate(self) -> str:
        """The query by which the estimate leads back to these answers, empty if there are none."""
        asked = self.query().removeprefix("?")
        return f"?{urlencode({'find': asked})}" if asked else ""

    @property
    def in_words(self) -> list[str]:
        """The answers as readers see them, in the order of the questions."""
        return [
            label
            for name in self.form.fields
            for value, label in self.choices(name)
            if value in self.params.getlist(name)
        ]


@dataclass(frozen=True)
class Answers:
    """What somebody answered; empty where a question was left open."""

    who: str = ""
    country: str = ""
    purpose: str = ""
    hours: str = ""
    field: str = ""
    help: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Asked) -> "Answers":
        values = {name: value for name, value in asked.values.items() if value}
        return cls(**values | {"help": tuple(values.get("help", ()))})

    @cached_property
    def home(self) -> Country | None:
        """The applicant's country, None where it is open or not in the directory; one query."""
        return Country.objects.filter(slug=self.country).first() if self.country else None

    @property
    def wants_only_help(self) -> bool:
        """Tell whether no computing time is asked for."""
        return bool(self.help) and not (self.purpose or self.hours)

    @property
    def establishment(self) -> str:
        """What the country is to access modes, empty where it is open."""
        if not self.country:
            return ""
        if self.home and self.home.eu_member:
            return Establishment.EU_MEMBER
        if self.home and self.home.eurohpc_participant:
            return Establishment.PARTICIPATING_STATE
        return Establishment.ELSEWHERE

    def meets(self, rule: FinderRule) -> bool | None:
        """Tell whether the condition of a rule is met; None where that depends on open answers."""
        given = {
            "who": {self.who},
            "establishment": {self.establishment},
            "countries": {self.country},
            "purpose": {self.purpose},
            "hours": {self.hours},
            "help": set(self.help),
        }
        met: bool | None = True
        for part in FinderRule.CONDITION:
            if not (accepted := rule.accepted(part)):
                continue
            answers = given[part] - {""}
            if answers and not answers & accepted:
                return False
            if not answers:
                met = None
        return met

    def may_meet(self, rule: FinderRule) -> bool:
        return self.meets(rule) is not False

    def without(self, rules: Iterable[FinderRule]) -> "Answers":
        """Return the answers with the questions left open that the conditions of rules ask."""
        parts = {part for rule in rules for part in FinderRule.CONDITION if rule.accepted(part)}
        opened: dict[str, Any] = {QUESTIONS.get(part, part): "" for part in parts}
        return replace(self, **opened | ({"help": ()} if "help" in opened else {}))

    def open_questions(self, rule: FinderRule) -> list[str]:
        """Return the questions left open on which the condition of a rule depends."""
        parts = [part for part in FinderRule.CONDITION if rule.accepted(part)]
        names = dict.fromkeys(QUESTIONS.get(part, part) for part in parts)
        return [name for name in names if not getattr(self, name)]
