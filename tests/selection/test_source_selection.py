"""What can be asked of sources: kind, language, reading and year, undated ones included."""

import pytest
from django.http import QueryDict

from directory.models import Assumption, Citation, FinderRule, HelpEntry, Site, Source
from directory.selection import SourceSelection
from tests.factories import make_source, recorded

pytestmark = pytest.mark.usefixtures("network")


def selection(query=""):
    return SourceSelection(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {}),
        ("year=undated", {"latest": None}),
        ("year=2026", {"latest__year": 2026}),
        ("year=2026&year=2025", {"latest__year__in": [2026, 2025]}),
        ("kind=news&language=de", {"kind": "news", "language": "de"}),
        ("reading=second-hand", {"reading": "second-hand"}),
        ("publisher=European Commission, CORDIS", {"publisher": "European Commission, CORDIS"}),
        (
            "publisher=INFN&publisher=LuxProvide&language=en",
            {"publisher__in": ["INFN", "LuxProvide"], "language": "en"},
        ),
    ],
)
def test_filters_find_sources(query, expected):
    found = Source.objects.filter(**expected)

    assert {source.slug for source in selection(query).rows} == {source.slug for source in found}
    assert selection(query).count == found.count() > 0


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("cordis.europa.eu", "url", "https://cordis.europa.eu/project/id/1"),
        ("limes labs", "publisher", "Limes Labs"),
        (
            "seven AI factories europe leadership",
            "title",
            "Seven AI Factories in Europe: Leadership",
        ),
        ("zanzibar", "note", "Copied in Zanzibar."),
    ],
)
def test_a_source_is_found_by_title_publisher_address_and_note(words, field, value):
    source = make_source("wanted", **{field: value})

    found = SourceSelection(QueryDict(f"q={words}"))

    assert source in list(found.rows)
    assert found.default_sort == ""


def test_a_search_narrows_with_the_other_filters():
    everything = {source.slug for source in selection("q=CINECA").rows}
    second_hand = {source.slug for source in selection("q=CINECA&reading=second-hand").rows}

    assert second_hand < everything
    assert second_hand == {
        source.slug for source in Source.objects.filter(pk__in=everything, reading="second-hand")
    }


def test_sources_sort_by_how_much_they_carry():
    most = [source.facts_carried for source in selection("sort=-facts").rows]

    assert most == sorted(most, reverse=True)
    assert most[0] > most[-1]


def test_the_year_is_the_one_of_the_latest_day():
    make_source("half", as_published="2031-H2", earliest="2031-07-01", latest="2031-12-31")

    assert [source.slug for source in selection("year=2031").rows] == ["half"]


def test_undated_sources_come_last_in_both_directions():
    for query in ("sort=date", "sort=-date", ""):
        days = [source.latest for source in selection(query).rows]
        dated = [day for day in days if day]

        assert days[: len(dated)] == dated
        assert dated == sorted(dated, reverse=query != "sort=date")


def test_the_newest_source_comes_first_unless_asked_otherwise():
    asked = selection()

    assert asked.sort == "-date"
    assert [s.slug for s in asked.rows] == [s.slug for s in selection("sort=-date").rows]


@pytest.mark.parametrize(
    ("question", "accepted"),
    [
        ("year=1999", "undated"),
        ("year=20x6", "2026"),
        ("language=EN", "en"),
        ("kind=rumour", "news"),
        ("author=CINECA", "publisher"),
        ("publisher=Nobody", "European Commission"),
        ("page=0", "1 to 6"),
    ],
)
def test_a_wrong_question_has_no_rows_and_says_what_is_accepted(question, accepted):
    asked = selection(question)

    (mistake,) = asked.mistakes
    assert accepted in mistake.accepted
    assert (asked.count, list(asked.rows), list(asked.page)) == (0, [], [])


def test_pages_hold_every_source_once():
    pages = range(1, selection().page_count + 1)
    slugs = [source.slug for page in pages for source in selection(f"page={page}").page]

    assert len(pages) > 5
    assert len(slugs) == len(set(slugs)) == Source.objects.count()


@pytest.mark.parametrize(
    "question", ["year=undated&kind=news", pytest.param("", marks=pytest.mark.slow)]
)
def test_an_option_gives_as_many_sources_as_it_promises(question):
    for facet in selection(question).facets:
        for option in facet.options:
            params = QueryDict(question, mutable=True)
            params.setlist(facet.name, [option.value])
            assert SourceSelection(params).count == option.count, (facet.name, option.value)


def test_a_source_counts_what_visitors_may_see_of_what_it_carries():
    def carried():
        return selection().rows.get(slug="eu27-review-log-2026-10").facts_carried

    before = carried()
    hidden = Citation.objects.filter(source="eu27-review-log-2026-10", site="ai-at").count()
    with recorded():
        Site.objects.filter(slug="ai-at").update(published=False)

    assert hidden > 0
    assert carried() <= before - hidden


def test_a_source_counts_the_answers_rules_and_assumptions_that_rest_on_it():
    source = make_source("study")
    with recorded():
        for model in (HelpEntry, FinderRule, Assumption):
            model.objects.first().sources.add(source)
        HelpEntry.objects.last().raised_by.add(source)

    assert selection().rows.get(slug="study").facts_carried == 3


def test_every_filter_has_label_and_help():
    for name, filter_ in SourceSelection.filterset_class.base_filters.items():
        assert filter_.label, name
        assert filter_.extra.get("help_text"), name


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    for query in ("language=fi", "language=en"):
        asked = selection(query)
        with django_assert_num_queries(3):
            list(asked.rows)
