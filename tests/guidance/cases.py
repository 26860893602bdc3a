"""The cases of the finder, and how tests ask it."""

from functools import cache
from pathlib import Path

from django.http import QueryDict

from directory import dates
from directory.editing import canonical
from directory.guidance.answers import Answers, FinderQuestion
from directory.guidance.finder import Finding, find
from directory.guidance.sites import Reason

CASES = canonical.read((Path(__file__).parent / "finder_cases.yaml").read_text())


def answers_to(asked: dict) -> Answers:
    params = QueryDict(mutable=True)
    for name, value in asked.items():
        params.setlist(name, value if isinstance(value, list) else [value])
    question = FinderQuestion(params)
    assert question.is_right, question.mistakes
    return Answers.of(question)


def found(asked: dict) -> Finding:
    return find(answers_to(asked), dates.today())


@cache
def found_in_case(number: int) -> Finding:
    """Return what the real network gives in a case; no test may change that network first."""
    return found(CASES[number]["asked"])


def reasons_in(finding: Finding) -> list[Reason]:
    """Return everything that a finding tells because a rule says so."""
    answers = (*finding.modes, *finding.sites)
    told = [reason for answer in answers for reason in answer.reasons]
    return [*told, *finding.prepare, *finding.not_confirmed, *finding.nearest]
