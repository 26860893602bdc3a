"""What can be asked of supercomputers, and what cannot be compared."""

import pytest
from django.http import QueryDict

from directory.models import Site, SiteMachine, Supercomputer
from directory.selection import SupercomputerSelection
from tests.factories import make_country, make_site, make_supercomputer, recorded

pytestmark = pytest.mark.usefixtures("network")

FIGURES = ["accelerator_count", "rmax_pflops", "rpeak_pflops", "power_kw"]


def selection(query=""):
    return SupercomputerSelection(QueryDict(query))


def slugs(query):
    return [machine.slug for machine in selection(query).rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("role=experimental-platform&country=FI", ["lumi-iq"]),
        ("country=IT", ["it4lia-supercomputer", "leonardo", "lisa"]),
        ("site=it4lia&status=operational", ["leonardo"]),
        ("status=installation", ["alice-recoque", "daedalus", "lisa"]),
        ("country=MT", []),
    ],
)
def test_filters_find_machines(query, found):
    assert sorted(slugs(query)) == found


@pytest.mark.parametrize("figure", FIGURES)
def test_what_is_not_published_comes_last_in_both_directions(figure):
    for sort in (figure, f"-{figure}"):
        values = [getattr(machine, figure) for machine in selection(f"sort={sort}").rows]
        published = [value for value in values if value is not None]

        assert len(published) < len(values) == 39
        assert values[: len(published)] == published
        assert published == sorted(published, reverse=sort.startswith("-"))


def test_an_unknown_status_comes_last_in_both_directions():
    make_supercomputer("unheard-of", name="A machine nobody speaks of")

    assert slugs("sort=status")[-1] == slugs("sort=-status")[-1] == "unheard-of"


@pytest.mark.parametrize("order", ["top500_rank", "cost_eur", "ai_eflops", "-top500_rank"])
def test_what_cannot_be_compared_cannot_be_sorted_by(order):
    (mistake,) = selection(f"sort={order}").mistakes

    assert mistake.parameter == "sort"
    assert "rmax_pflops" in mistake.accepted


@pytest.mark.parametrize(
    "question", ["role=zzz", "rank=1", "site=pharoah", "country=it", "page=2", "q=lumi"]
)
def test_a_wrong_question_has_no_rows(question):
    asked = selection(question)

    (mistake,) = asked.mistakes
    assert mistake.parameter == question.partition("=")[0]
    assert mistake.accepted
    assert (asked.count, list(asked.rows), list(asked.page)) == (0, [], [])


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", marks=pytest.mark.slow),
        "role=upgrade",
        pytest.param("country=IT&country=FI&status=planned", marks=pytest.mark.slow),
    ],
)
def test_an_option_gives_as_many_machines_as_it_promises(question):
    for facet in selection(question).facets:
        for option in facet.options:
            params = QueryDict(question, mutable=True)
            params.setlist(facet.name, [option.value])
            assert SupercomputerSelection(params).count == option.count, (facet.name, option.value)


def test_an_unpublished_site_is_no_value_of_the_filter_and_in_no_row():
    with recorded():
        Site.objects.filter(slug="it4lia").update(published=False)

    assert selection("site=it4lia").mistakes
    leonardo = selection().rows.get(slug="leonardo")
    assert [use.site_id for use in leonardo.site_uses.all()] == ["ai-at"]


def test_every_filter_has_label_and_help():
    for name, filter_ in SupercomputerSelection.filterset_class.base_filters.items():
        assert filter_.label, name
        assert filter_.extra.get("help_text"), name


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    for query in ("country=FI", "country=FI&country=DE&country=ES&country=IT"):
        asked = selection(query)
        with django_assert_num_queries(6):
            list(asked.rows)
    assert Supercomputer.objects.count() == 39


def test_sorting_by_site_puts_machines_without_a_public_site_last():
    with recorded():
        Site.objects.filter(slug="piast-aif").update(published=False)

    for sort in ("sites", "-sites"):
        assert slugs(f"sort={sort}")[-1] == "piast-ai-supercomputer"
    assert slugs("sort=sites")[:2] == ["1healthai-system", "1healthai-experimental-platform"]


def places(query=""):
    rows = selection(query).rows
    return {row.slug: row.latitude and (row.latitude, row.longitude) for row in rows}


def test_a_machine_stands_where_a_site_in_its_city_is():
    site = Site.objects.get(pk="lumi-ai-factory")

    assert places()["lumi"] == (site.latitude, site.longitude)
    assert places()["daedalus"] is places()["jean-zay"] is None
    assert set(places("bbox=-180,-90,180,90")) == {
        slug for slug, place in places().items() if place
    }
    assert set(places("bbox=20,60,30,70")) == {"lumi", "lumi-ai", "lumi-iq"}


def test_the_place_of_a_machine_is_first_that_of_a_site_that_uses_it():
    country = make_country()
    machine = make_supercomputer("deep-thought", country=country, city="Ulvila")
    there = {"country": country, "city": "Ulvila", "location_precision": "city"}
    make_site("a-site", latitude=61, longitude=22, **there)
    used = make_site("b-site", latitude=62, longitude=23, **there)
    assert places()["deep-thought"] == (61, 22)

    with recorded():
        SiteMachine.objects.create(site=used, supercomputer=machine, use="planned")
    assert places()["deep-thought"] == (62, 23)
    with recorded():
        for site in Site.objects.filter(city="Ulvila"):
            site.published = False
            site.save()
    assert places()["deep-thought"] is None
