"""The one door: questions that are right, questions that are wrong, and what they give."""

import pytest
from django.http import QueryDict

from directory.selection import SiteSelection

pytestmark = pytest.mark.usefixtures("network")


def selection(query=""):
    return SiteSelection(QueryDict(query))


def slugs(query):
    return [site.slug for site in selection(query).rows]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 32),
        ("kind=factory", 19),
        ("kind=antenna", 13),
        ("kind=factory&kind=antenna", 32),
        ("wave=wave-1", 7),
        ("wave=wave-2", 6),
        ("wave=wave-3", 6),
        ("wave=antennas-2025", 13),
        ("wave=gigafactories-2026", 0),
        ("country=DE&country=PL", 4),
        ("country=HR", 0),
        ("kind=antenna&wave=wave-1", 0),
        ("status=serving-users", 8),
    ],
)
def test_count(query, count):
    assert selection(query).count == count == len(slugs(query))


def test_filters_add_up_and_values_are_alternatives():
    assert slugs("country=PL&wave=wave-3") == ["gaia-ai-factory"]
    assert set(slugs("country=DE&country=PL")) == {
        "hammerhai",
        "jaif",
        "piast-aif",
        "gaia-ai-factory",
    }


WRONG = {
    "status=zzz": ("status", "“zzz” is not accepted here.", "serving-users"),
    "cuntry=PL": ("cuntry", "There is no such parameter.", "country"),
    "cuntry=": ("cuntry", "There is no such parameter.", "country"),
    "country=pl": ("country", "“pl” is not accepted here.", "PL"),
    "country=PL&country=XX": ("country", "“XX” is not accepted here.", "PL"),
    "country=%00": ("country", "is not accepted here.", "PL"),
    "sort=size": ("sort", "“size” is not accepted here.", "-name"),
    "page=0": ("page", "“0” is not a page of this list.", "1 to 1"),
    "page=2": ("page", "“2” is not a page of this list.", "1 to 1"),
    "page=99999999999999999999": ("page", "is not a page of this list.", "1 to 1"),
    "page=%C2%B2": ("page", "is not a page of this list.", "1 to 1"),
}


@pytest.mark.parametrize(("query", "told"), WRONG.items(), ids=WRONG.keys())
def test_a_wrong_question_has_no_rows_and_says_what_is_accepted(query, told):
    parameter, reason, accepted = told

    asked = selection(query)

    (mistake,) = asked.mistakes
    assert mistake.parameter == parameter
    assert reason in mistake.reason
    assert accepted in mistake.accepted
    assert (asked.count, list(asked.rows), list(asked.page)) == (0, [], [])


def test_a_parameter_that_takes_one_value_refuses_two():
    (mistake,) = selection("sort=name&sort=country").mistakes

    assert (mistake.parameter, mistake.reason) == ("sort", "It takes one value, not several.")


def test_every_mistake_is_told():
    asked = selection("status=zzz&cuntry=PL&kind=castle")

    assert {mistake.parameter for mistake in asked.mistakes} == {"status", "cuntry", "kind"}


def test_tracking_names_and_empty_values_are_ignored():
    assert selection("utm_source=mail&fbclid=1&gclid=2&country=&sort=").count == 32


def test_names_sort_by_their_folded_form_and_back():
    names = [site.name for site in selection("sort=name").rows]

    assert names == [site.name for site in selection().rows]
    assert slugs("sort=-name") == slugs("sort=name")[::-1]


def test_sorting_by_status_follows_the_ladder():
    ladder = ["selected", "in-preparation", "serving-users"]
    stages = [site.stage for site in selection("sort=status").rows]

    assert stages == sorted(stages, key=ladder.index)


def test_the_query_is_canonical_and_leaves_the_page_out():
    asked = selection("page=1&wave=wave-3&utm_source=x&country=PL&country=DE")

    assert asked.query() == "?country=DE&country=PL&wave=wave-3"
    assert asked.url_for("map") == "/map/?country=DE&country=PL&wave=wave-3"
    assert asked.url_for("csv") == "/sites.csv?country=DE&country=PL&wave=wave-3"


def test_a_chip_leads_to_the_question_without_it():
    asked = selection("country=PL&country=DE&kind=factory")

    assert {(chip.label, chip.value): chip.query for chip in asked.chips} == {
        ("Kind", "AI Factory"): "?country=DE&country=PL",
        ("Host country", "Germany"): "?kind=factory&country=PL",
        ("Host country", "Poland"): "?kind=factory&country=DE",
    }


def test_every_filter_has_label_and_help():
    for name, filter_ in SiteSelection.filterset_class.base_filters.items():
        assert filter_.label, name
        assert filter_.extra.get("help_text"), name


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    for query in ("country=FI", "country=FI&country=DE&country=ES&country=PL"):
        asked = selection(query)
        with django_assert_num_queries(10):
            list(asked.rows)
