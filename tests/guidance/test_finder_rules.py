"""What holds for the rules of the finder together: they have sources, and none is dead."""

from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.editing.problems import ChangeRefusedError
from directory.enums import Applicant, ComputeNeed, HelpNeed, Purpose, RuleEffect, SiteKind
from directory.guidance.finder import Openness
from directory.models import AccessMode, Country, FinderRule, Sector
from tests.factories import recorded
from tests.guidance.cases import CASES, found, found_in_case, reasons_in

pytestmark = pytest.mark.usefixtures("network")


def one_of(values):
    return st.none() | st.sampled_from(list(values))


def slugs(model):
    return st.deferred(lambda: one_of(model.objects.values_list("pk", flat=True)))


ANSWERS = st.fixed_dictionaries(
    {
        "who": one_of(Applicant.values),
        "country": slugs(Country) | st.just("other"),
        "purpose": one_of(Purpose.values),
        "hours": one_of(ComputeNeed.values),
        "field": slugs(Sector),
        "help": st.lists(st.sampled_from(HelpNeed.values), unique=True),
    }
).map(lambda answers: {name: value for name, value in answers.items() if value})


def test_no_rule_is_without_a_source():
    assert list(FinderRule.objects.filter(sources=None)) == []


def test_a_rule_without_a_source_is_refused():
    rule = FinderRule.objects.first()

    with pytest.raises(ChangeRefusedError, match="At least one source"), recorded():
        rule.sources.clear()


def test_every_rule_tells_somebody_something():
    told = chain.from_iterable(reasons_in(found_in_case(number)) for number in range(len(CASES)))

    assert set(FinderRule.objects.all()) - {reason.rule for reason in told} == set()


@pytest.mark.parametrize("number", range(len(CASES)))
def test_sites_at_home_come_first_and_antennas_of_other_countries_last(number):
    country = CASES[number]["asked"].get("country")
    sites = [answer.site for answer in found_in_case(number).sites]

    at_home = [site.country_id == country for site in sites]
    abroad = [
        bool(country) and site.kind == SiteKind.ANTENNA and site.country_id != country
        for site in sites
    ]
    assert at_home == sorted(at_home, reverse=True)
    assert abroad == sorted(abroad)


def test_every_access_mode_is_open_to_somebody_by_a_rule():
    opened = FinderRule.objects.filter(effect=RuleEffect.OPENS).values("mode")

    assert list(AccessMode.objects.exclude(pk__in=opened)) == []


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ANSWERS)
def test_whatever_is_answered_a_way_or_the_nearest_one_is_told_with_its_sources(asked):
    finding = found(asked)

    assert finding.open_modes or finding.nearest
    assert finding.sites
    ranks = [list(Openness).index(answer.openness) for answer in finding.modes]
    assert ranks == sorted(ranks)
    for answer in finding.modes:
        assert answer.reasons or answer.open_questions or finding.not_confirmed
    assert [reason for reason in reasons_in(finding) if not reason.sources] == []
