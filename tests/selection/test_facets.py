"""What filters offer: long lists folded, nothing chosen ever out of sight."""

import pytest
from django.http import QueryDict

from directory.selection import SiteSelection

pytestmark = pytest.mark.usefixtures("network")


def facets(question=""):
    return {facet.name: facet for facet in SiteSelection(QueryDict(question)).facets}


def values(options):
    return {option.value for option in options}


def test_long_filters_are_told_from_short_ones():
    assert {name for name, facet in facets().items() if facet.is_long} == {
        "country",
        "sector",
        "service",
        "supercomputer",
    }


def test_a_long_filter_folds_what_would_give_nothing():
    country = facets("wave=wave-3")["country"]

    assert len(country.folded) > 20
    assert all(option.count == 0 for option in country.folded)
    assert values(country.offered) | values(country.folded) == values(country.options)
    assert values(country.offered) == {"CZ", "ES", "LT", "NL", "PL", "RO"}


def test_a_chosen_option_is_never_folded():
    country = facets("wave=wave-3&country=HR")["country"]

    assert "HR" in values(country.offered)
    assert (country.is_used, [option.value for option in country.chosen]) == (True, ["HR"])


def test_a_short_filter_shows_all_of_its_options():
    status = facets("status=ended")["status"]

    assert status.offered == list(status.options)


def test_where_the_question_is_wrong_nothing_is_folded_and_the_filter_is_open():
    country = facets("country=XX")["country"]

    assert country.folded == []
    assert country.is_used


def test_the_form_carries_what_it_does_not_show():
    def carried(question):
        return SiteSelection(QueryDict(question)).carried

    assert carried("kind=factory&bbox=5,45,15,55&sort=name") == [("bbox", "5,45,15,55")]
    assert carried("bbox=nonsense") == []
