"""The public pages: what they answer, how they are shared, what they cost."""

import pytest
from django.test import Client, override_settings

from directory.enums import SiteKind
from directory.models import Milestone, Site
from directory.selection.question import CHUNK
from tests.factories import (
    make_country,
    make_organisation,
    make_site,
    make_supercomputer,
    make_wave,
    recorded,
)

pytestmark = pytest.mark.usefixtures("network")

PAGES = ["/", "/sites/", "/map/", "/sites/lumi-ai-factory/"]
EVERYTHING = [*PAGES, "/sites.csv", "/sites.json", "/sites.geojson"]


@pytest.mark.parametrize("address", EVERYTHING)
def test_a_public_answer_is_shared_and_sets_no_cookie(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "Accept-Language" not in response.get("Vary", "")
    assert "max-age=0" in response["Cache-Control"]
    assert "s-maxage=10" in response["Cache-Control"]


@pytest.mark.parametrize("address", EVERYTHING)
def test_only_get_and_head_are_answered(address):
    client = Client(enforce_csrf_checks=True)
    head, get = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == get["Content-Length"] == str(len(get.content))
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address).status_code == 405
    # Only scripts of other pages ask for options, and only data are there for them.
    assert client.options(address).status_code == (405 if address.endswith("/") else 204)


@pytest.mark.parametrize("address", [*PAGES, "/no/such/page/", "/sites/?status=zzz"])
def test_nothing_inline_and_a_strict_policy(client, address):
    response = client.get(address)

    content = response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert " style=" not in content
    assert "<style" not in content
    assert "<script>" not in content
    assert "onclick" not in content


@pytest.mark.parametrize("page", ["/sites/", "/map/"])
def test_a_wrong_question_shows_the_reason_beside_the_field_and_no_site(client, page):
    for question in ("?status=zzz", "?cuntry=PL", "?page=9"):
        response = client.get(page + question)
        content = response.content.decode()

        assert response.status_code == 400
        assert "/sites/lumi-ai-factory/" not in content
        mistake = response.context["selection"].mistakes[0]
        assert mistake.parameter in content
        assert f"Accepted: {mistake.accepted[0]}" in content


def test_a_site_that_is_not_there_is_404_in_our_dress(client):
    response = client.get("/sites/atlantis/")

    assert response.status_code == 404
    assert "<header" in response.content.decode()


def test_a_failure_is_500_in_our_dress_without_the_database(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("directory.pages.sites.SiteSelection", None)

    response = client.get("/sites/")

    assert response.status_code == 500
    assert "<header" in response.content.decode()


def test_a_bad_host_is_400(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@override_settings(LANGUAGES=[("en", "English"), ("de", "German")])
def test_the_language_is_in_the_path_and_english_has_none(client):
    assert client.get("/sites/")["Content-Language"] == "en"
    assert client.get("/de/sites/")["Content-Language"] == "de"
    assert client.get("/sites/", headers={"accept-language": "de"})["Content-Language"] == "en"
    assert client.get("/de/sites.csv").status_code == 404


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/", 16),
        ("/sites/", 16),
        ("/map/", 16),
        ("/sites/site-0/", 25),
        ("/sites/site-1/", 25),
    ],
)
def test_queries_do_not_grow_with_the_network(queries_of, empty_directory, page, most):
    fill(3)
    at_three = queries_of(page)
    fill(300)

    assert queries_of(page) == at_three <= most


@pytest.mark.parametrize("data", ["/sites.csv", "/sites.geojson"])
def test_queries_of_data_grow_with_their_chunks_only(queries_of, empty_directory, data):
    fill(3)
    at_three = queries_of(data)
    fill(CHUNK - 10)

    assert queries_of(data) == at_three <= 16


def fill(total):
    """Bring the directory to `total` sites: one factory, the others antennas linked to it."""
    country, have = make_country(), Site.objects.count()
    waves = {kind: make_wave(f"wave-{kind}", kind=kind) for kind in SiteKind.values}
    kinds = {number: "antenna" if number else "factory" for number in range(have, total)}
    selected = {"stage": "selected", "reached": True, "as_published": "2024-12-10"}
    selected |= {"earliest": "2024-12-10", "latest": "2024-12-10"}
    with recorded():
        sites = Site.objects.bulk_create(
            Site(slug=f"site-{n}", name=f"Site {n}", kind=kind, country=country, wave=waves[kind])
            for n, kind in kinds.items()
        )
        Milestone.objects.bulk_create(Milestone(site=site, **selected) for site in sites)
        host, machine = make_organisation(), make_supercomputer()
        for site in sites:
            site.involvements.create(organisation=host, role="host")
            site.machine_uses.create(supercomputer=machine, use="offered")
            if site.kind == "antenna":
                site.factory_links.create(factory_id="site-0", status="linked")


def test_the_detail_page_answers_in_the_order_in_which_people_ask(client):
    content = client.get("/sites/lumi-ai-factory/").content.decode()

    order = [
        "LUMI AI Factory",
        "Serving users",
        "Kajaani",
        "LUMI-AI",
        'id="access"',
        'id="people"',
        'id="money"',
        'id="offer"',
        'id="links"',
        'id="machines"',
        'id="footnotes"',
    ]
    shown = content.partition("<main")[2]
    places = [shown.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_nothing_unknown_is_hidden(client):
    site = make_site("plain")

    content = client.get(site.get_absolute_url()).content.decode()

    assert content.lower().count("not published") >= 8


def test_a_conflict_shows_all_values_with_who_says_each(client):
    content = client.get("/sites/it4lia/").content.decode()

    assert "420 million" in content
    assert "430" in content


def test_the_unplaced_antenna_says_so(client):
    assert "not published" in client.get("/sites/skaiat/").content.decode().lower()
