"""The one door: questions that are right, questions that are wrong, and what they give."""

import pytest
from django.http import QueryDict

from directory.models import Site
from directory.selection import SiteSelection
from tests.factories import make_site

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
    "site=jaif&site=nowhere": ("site", "“nowhere” is not accepted here.", "jaif"),
    "site=%00": ("site", "is not accepted here.", "jaif"),
    "compare=nowhere": ("compare", "“nowhere” is not accepted here.", "jaif"),
    "sort=size": ("sort", "“size” is not accepted here.", "-name"),
    "page=0": ("page", "“0” is not a page of this list.", "1 to 1"),
    "page=2": ("page", "“2” is not a page of this list.", "1 to 1"),
    "page=0000000019": ("page", "“0000000019” is not a page of this list.", "1 to 1"),
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


def test_every_choice_of_a_site_has_a_filter():
    filters = SiteSelection.filterset_class.base_filters.values()
    filtered = {getattr(filter_, "field_name", None) for filter_ in filters}
    linked = {getattr(getattr(f, "link", None), "field", None) for f in filters}

    missing = [
        field.name
        for field in [*Site._meta.fields, *Site._meta.many_to_many]
        if (field.choices or field.related_model)
        and field.name not in filtered
        and field not in linked
    ]
    # Machines are asked for by slug and by role; the rest waits for a page of its own.
    assert missing == ["partner_countries", "organisations", "supercomputers"]


@pytest.mark.parametrize(
    "question", ["", "kind=factory", "sector=health&country=DE&country=FI", "bbox=5,45,15,55"]
)
def test_an_option_gives_as_many_sites_as_it_promises(question):
    for facet in selection(question).facets:
        for option in facet.options:
            params = QueryDict(question, mutable=True)
            params.setlist(facet.name, [option.value])
            assert SiteSelection(params).count == option.count, (facet.name, option.value)


def test_options_of_a_filter_ignore_the_filter_itself():
    kinds = {facet.name: facet for facet in selection("kind=factory").facets}["kind"].options

    assert {option.value: option.count for option in kinds} == {"factory": 19, "antenna": 13}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("supercomputer=leonardo", ["ai-at", "it4lia"]),
        ("role=experimental-platform", ["1healthai", "jaif", "lumi-ai-factory"]),
        ("located=no", ["skaiat"]),
        ("bbox=24,60,30,66", ["lumi-ai-factory"]),
        ("sector=legal", ["bsc-ai-factory"]),
        ("service=incubation&country=CY", ["pharos-cy"]),
    ],
)
def test_filters_by_what_a_site_is_linked_to(query, found):
    assert sorted(slugs(query)) == found


@pytest.mark.parametrize(
    "box",
    [
        "1,2,3",
        "a,b,c,d",
        "5,45,15,95",
        "15,45,5,55",
        "nan,0,1,1",
        "1,2,3,inf",
        ",,,",
        "٣,0,9,9",
        "5,45,x,15,55",
    ],
)
def test_a_box_that_is_none_is_told_with_the_form_of_one(box):
    (mistake,) = selection(f"bbox={box}").mistakes

    assert mistake.accepted == ("west,south,east,north",)
    assert "Four numbers in degrees" in mistake.reason


def test_a_box_may_reach_over_the_180th_meridian():
    make_site("east", latitude=-17, longitude=179, location_precision="city")
    make_site("west", latitude=-17, longitude=-179, location_precision="city")

    assert slugs("bbox=170,-20,-170,-10") == ["east", "west"]
    assert slugs("bbox=170,-20,180,-10") == ["east"]
    assert selection("bbox=90,-20,-90,-10").mistakes  # half the globe: its sides are mixed up


def test_every_filter_has_label_and_help():
    for name, filter_ in SiteSelection.filterset_class.base_filters.items():
        assert filter_.label, name
        assert filter_.extra.get("help_text"), name


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    for query in ("country=FI", "country=FI&country=DE&country=ES&country=PL"):
        asked = selection(query)
        with django_assert_num_queries(10):
            list(asked.rows)
