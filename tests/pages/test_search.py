"""The search as visitors meet it: page, suggestions, the filter of the list and its data twins."""

import csv
import io

import pytest

from directory.models import Milestone, Site
from tests.factories import make_country, make_wave, recorded

pytestmark = pytest.mark.usefixtures("network")

QUESTIONS = ["Krakow", "lumi", "health", "AI AT", "karolna", "germany", "😀", "xyzzy", "\x00", "%"]
EXTRAS = [{}, {"kind": "factory"}, {"sort": "-name"}, {"bbox": "5,45,15,55"}]


@pytest.mark.slow
@pytest.mark.parametrize("extra", EXTRAS, ids=str)
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_words_select_the_same_sites_in_the_same_order_everywhere(client, question, extra):
    params = {"q": question, **extra}
    listed = [s.slug for s in client.get("/sites/", params).context["selection"].page]

    assert [s.slug for s in client.get("/map/", params).context["selection"].page] == listed
    assert [row["slug"] for row in client.get("/sites.json", params).json()["sites"]] == listed
    features = client.get("/sites.geojson", params).json()["features"]
    assert [feature["id"] for feature in features] == listed
    text = client.get("/sites.csv", params).content.decode("utf-8-sig")
    assert [row["slug"] for row in csv.DictReader(io.StringIO(text))] == listed


def test_the_list_comes_best_match_first_unless_another_order_is_asked_for(client):
    best = client.get("/sites/?q=lumi").context["selection"]
    by_name = client.get("/sites/?q=lumi&sort=name").context["selection"]

    assert best.page[0].slug == "lumi-ai-factory"
    assert best.sort == ""
    names = [site.name for site in by_name.page]
    assert names == sorted(names, key=str.casefold)
    assert {site.slug for site in by_name.page} == {site.slug for site in best.page}
    chosen = [(o.value, o.label) for o in best.order_options if o.chosen]
    assert chosen == [("", "Best match")]


def test_the_form_without_words_leaves_the_order_out_of_the_address(client):
    options = client.get("/sites/").context["selection"].order_options

    assert [(o.value, o.label) for o in options if o.chosen] == [("", "Name")]


def test_the_list_tells_by_what_a_site_was_found_and_keeps_the_words_in_its_form(client):
    content = client.get("/sites/?q=JUPITER&country=DE").content.decode()

    assert "machine: JUPITER" in content
    assert 'name="q" value="JUPITER"' in content
    assert content.count('name="q" value="JUPITER"') == 1


def test_words_and_box_stand_as_chips_that_can_be_removed(client):
    selection = client.get("/sites/?q=lumi&bbox=20,60,30,70&kind=factory").context["selection"]

    assert [(chip.label, chip.value, chip.query) for chip in selection.chips] == [
        ("Search", "lumi", "?kind=factory&bbox=20,60,30,70"),
        ("Box on the map", "20,60,30,70", "?q=lumi&kind=factory"),
        ("Kind", "AI Factory", "?q=lumi&bbox=20,60,30,70"),
    ]


@pytest.mark.parametrize("address", ["/sites/", "/map/", "/search/"])
def test_too_many_characters_are_refused_in_plain_words(client, address):
    response = client.get(address, {"q": "x" * 10_000})

    content = response.content.decode()
    assert response.status_code == 400
    assert "at most 200 characters" in content
    assert len(response.context["selection"].mistakes[0].reason) < 200


@pytest.mark.parametrize("address", ["/sites.json", "/sites.csv", "/sites.geojson", "/search.json"])
def test_too_many_characters_are_a_problem_to_programs(client, address):
    response = client.get(address, {"q": "x" * 10_000})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["accepted"] == ["at most 200 characters"]


@pytest.mark.parametrize("address", ["/sites/", "/map/", "/search/", "/search.json", "/sites.json"])
@pytest.mark.parametrize(
    "question", ["\x00", "a\x00b", "😀", "'\"<script>", "%00", "\u202e", "\ud83d"]
)
def test_odd_characters_are_answered(client, address, question):
    encoded = question.encode("utf-8", "surrogatepass")

    response = client.get(address, query_params={"q": encoded})

    assert response.status_code == 200
    assert b"<script>" not in response.content or "json" in response["Content-Type"]


def test_the_page_gives_the_best_match_first_with_the_reason(client):
    response = client.get("/search/?q=JUPITER")

    hits = [hit.entry.slug for hit in response.context["selection"].page]
    content = response.content.decode()
    assert hits[:2] == ["jupiter", "jaif"]
    assert "machine: JUPITER" in content
    assert "/supercomputers/jupiter/" in content
    assert 'href="/sites/?q=JUPITER"' in content


def test_a_kind_narrows_the_results(client):
    hits = client.get("/search/?q=germany&kind=supercomputer").context["selection"].page

    assert {hit.entry.kind for hit in hits} == {"supercomputer"}


def test_what_nothing_matches_is_said_with_a_way_on(client):
    content = client.get("/search/?q=xyzzy").content.decode()

    assert "Nothing matches “xyzzy”" in content
    assert "spelling" in content
    assert 'href="/sites/">all sites' in content


def test_what_is_written_alike_is_said_to_be(client):
    content = client.get("/search/?q=karolna").content.decode()

    assert "Nothing is written exactly like “karolna”" in content


def test_the_page_without_words_explains_itself(client):
    content = client.get("/search/").content.decode()

    assert "Type a name" in content
    assert 'id="count"' not in content


def test_many_results_come_in_pages(client):
    first = client.get("/search/?q=ai").context["selection"]
    second = client.get("/search/?q=ai&page=2").context["selection"]

    assert len(first.page) == 50
    assert {h.entry.slug for h in first.page}.isdisjoint(h.entry.slug for h in second.page)


def test_suggestions_are_few_and_small(client):
    response = client.get("/search.json?q=lu")

    content = response.json()
    assert len(content["suggestions"]) <= 10
    assert len(response.content) < 3000
    assert content["count"] >= len(content["suggestions"])
    assert content["page"] == "/search/?q=lu"


def test_a_suggestion_leads_to_its_page_and_says_why(client):
    suggestions = client.get("/search.json?q=jupiter").json()["suggestions"]

    assert suggestions[1] == {
        "kind": "site",
        "name": "JUPITER AI Factory",
        "about": "AI Factory, Jülich, Germany",
        "reason": "machine: JUPITER",
        "url": "/sites/jaif/",
    }
    for suggestion in suggestions:
        assert client.get(suggestion["url"]).status_code == 200


def test_suggestions_for_nothing_are_none(client):
    assert client.get("/search.json").json()["suggestions"] == []
    assert client.get("/search.json?q=xyzzy").json()["suggestions"] == []


def test_a_misspelt_parameter_of_the_suggestions_is_a_problem(client):
    assert client.get("/search.json?query=lumi").status_code == 400


def test_unpublished_sites_are_in_no_result(client):
    with recorded():
        Site.objects.filter(slug="pharos").update(published=False)

    for address in ("/search/", "/search.json", "/sites/", "/sites.json"):
        assert "/sites/pharos/" not in client.get(address, {"q": "pharos"}).content.decode()


@pytest.mark.parametrize("address", ["/", "/sites/", "/sites/jaif/", "/no-such-page/", "/search/"])
def test_every_page_has_one_search_box(client, address):
    content = client.get(address).content.decode()

    assert content.count('role="search"') == 1
    assert 'action="/search/"' in content


@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_answers_are_shared_and_read_only(client, address):
    response = client.get(address, {"q": "lumi"})

    assert "s-maxage=10" in response["Cache-Control"]
    assert not response.cookies
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("address", "most"),
    [("/search/?q=site", 5), ("/sites/?q=site", 16), ("/search.json?q=site", 2)],
)
def test_queries_do_not_grow_with_what_is_found(queries_of, empty_directory, address, most):
    def queries():
        queries_of(address)  # builds the index of the new edition
        return queries_of(address)

    fill(3)
    at_three = queries()
    fill(300)

    assert queries() == at_three <= most


def fill(total):
    country, wave = make_country(), make_wave()
    have = Site.objects.count()
    with recorded():
        sites = Site.objects.bulk_create(
            Site(slug=f"site-{n}", name=f"Site {n}", kind="factory", country=country, wave=wave)
            for n in range(have, total)
        )
        day = {"as_published": "2024-12-10", "earliest": "2024-12-10", "latest": "2024-12-10"}
        Milestone.objects.bulk_create(
            Milestone(site=site, stage="selected", reached=True, **day) for site in sites
        )
