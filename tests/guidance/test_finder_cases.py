"""What the finder says to people whose way in the sources decide."""

import pytest

from directory.guidance.finder import Openness
from directory.models import Source
from tests.guidance.cases import CASES, found_in_case

pytestmark = pytest.mark.usefixtures("network")

#: What a case says of access modes that do not stand first.
OPENNESS = {
    "also_open": {Openness.OPEN},
    "closed": {Openness.CLOSED, Openness.PAST},
    "not_confirmed": {Openness.NOT_CONFIRMED},
}
KEYS = ("case", "asked", "first_mode", "first_site", "second_site", *OPENNESS, "because", "sources")


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["case"] for case in CASES])
def test_the_finder_says_what_the_sources_support(number):
    case, finding = CASES[number], found_in_case(number)
    open_modes = [answer.mode.pk for answer in finding.open_modes]
    sites = [answer.site.pk for answer in finding.sites]
    openness = {answer.mode.pk: answer.openness for answer in finding.modes}

    first = {
        "first_mode": open_modes[0] if open_modes else None,
        "first_site": sites[0],
        "second_site": sites[1],
    }
    assert {key: first[key] for key in first if key in case} == {
        key: case[key] for key in first if key in case
    }
    for key, accepted in OPENNESS.items():
        for mode in case.get(key, ()):
            assert openness.get(mode) in accepted, f"{mode} is not {key}"


def test_every_case_names_what_decides_it():
    sentences = [case["case"] for case in CASES]
    cited = {source for case in CASES for source in case["sources"]}

    assert len(set(sentences)) == len(sentences)
    assert cited == set(Source.objects.filter(pk__in=cited).values_list("pk", flat=True))
    for case in CASES:
        assert list(case) == [key for key in KEYS if key in case], case["case"]
        assert case["because"], case["case"]
        assert case["sources"], case["case"]
