"""Feeds of what is new and what changed, in Atom and as JSON Feed, for whatever is asked for."""

import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.formats import formats_of
from directory.models import Site, Version
from directory.selection import SELECTIONS
from tests.factories import make_site, recorded

pytestmark = pytest.mark.usefixtures("network")

ATOM = "{http://www.w3.org/2005/Atom}"
HERE = "http://testserver/"
QUESTIONS = [
    "/changes",
    "/changes?site=jaif",
    "/calls?track=general",
    "/sites",
    "/sites?country=PL&wave=wave-3",
    "/sites?q=quantum&sort=country",
    "/sites/lumi-ai-factory",
    "/supercomputers?role=existing",
    "/supercomputers/lumi",
]


def asked(client, question, suffix):
    path, _, query = question.partition("?")
    return client.get(f"{path}.{suffix}?{query}" if query else f"{path}.{suffix}")


def json_feed(client, question):
    response = asked(client, question, "jsonfeed")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/feed+json"
    return response.json()


def ids(client, question):
    return [item["id"] for item in json_feed(client, question)["items"]]


def is_time(text):
    return datetime.datetime.fromisoformat(text).tzinfo is not None


def test_sites_machines_changes_and_cutoffs_are_feeds():
    for suffix in ("atom", "jsonfeed"):
        assert {name for name in SELECTIONS if suffix in formats_of(name)} == {
            "sites",
            "supercomputers",
            "changes",
            "calls",
        }


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_feed_has_what_its_standard_requires_and_says_the_same_in_both(client, question):
    told = json_feed(client, question)
    root = ElementTree.fromstring(asked(client, question, "atom").content)

    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["title"] == root.findtext(f"{ATOM}title")
    assert told["authors"] == [{"name": root.findtext(f"{ATOM}author/{ATOM}name")}]
    assert told["feed_url"].startswith(HERE)
    assert client.get(told["home_page_url"]).status_code == 200
    assert told["_data"]["licence"] == "CC-BY-4.0"
    assert root.findtext(f"{ATOM}rights").startswith("CC-BY-4.0")
    assert "Edition 1 of 22 November 2026." in told["description"]
    assert told["description"] == root.findtext(f"{ATOM}subtitle")
    assert is_time(root.findtext(f"{ATOM}updated"))
    items = told["items"]
    assert items
    assert [
        (
            entry.findtext(f"{ATOM}id"),
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}summary"),
            entry.findtext(f"{ATOM}updated"),
        )
        for entry in root.findall(f"{ATOM}entry")
    ] == [(i["id"], i["title"], i["url"], i["content_html"], i["date_modified"]) for i in items]
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["id"].startswith(HERE)
        assert item["url"].startswith(HERE)
        assert item["title"]
        assert item["content_html"]
        assert is_time(item["date_published"])


@pytest.mark.parametrize("suffix", ["atom", "jsonfeed"])
def test_a_feed_of_sites_tells_each_version_of_those_that_the_list_gives(client, suffix):
    with recorded("It moved."):
        Site.objects.filter(pk="lumi-ai-factory").update(city="Oulu")
        Site.objects.filter(pk="jaif").update(city="Aachen")

    text = asked(client, "/sites?country=FI", suffix).content.decode()

    assert text.index("City: Oulu — was: Kajaani") < text.index("LUMI AI Factory: Recorded")
    assert "reason: It moved." in text
    assert "Sites, new and changed, in the AI Factories Portal: Finland" in text
    assert "Aachen" not in text
    assert ids(client, "/sites?country=FI") == ids(
        client, "/changes?site=lumi-ai-factory&kind=sites"
    )
    assert ids(client, "/sites/lumi-ai-factory") == ids(client, "/sites?site=lumi-ai-factory")


def test_every_entry_is_of_a_site_of_the_list_whatever_is_asked(client):
    rows = client.get("/sites.json?kind=antenna&sort=-name").json()["sites"]

    told = ids(client, "/sites?kind=antenna&sort=-name")

    assert sorted(told) == sorted(f"{HERE}editions/1/sites/{row['slug']}/" for row in rows)


def test_a_long_feed_comes_in_pages_that_lead_to_each_other(client):
    for number in range(3):
        with recorded():
            Site.objects.update(city=f"City {number}")
    total = Version.objects.public().filter(kind="sites").count()
    assert total > 100

    first = json_feed(client, "/sites")
    second = client.get(first["next_url"]).json()

    assert first["next_url"] == f"{HERE}sites.jsonfeed?page=2"
    assert len(first["items"]) == 100
    assert "next_url" not in second
    found = [item["id"] for item in (*first["items"], *second["items"])]
    assert len(set(found)) == len(found) == total
    root = ElementTree.fromstring(client.get("/sites.atom?page=2").content)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["previous"] == f"{HERE}sites.atom?page=1"
    assert "next" not in links
    assert root.findtext(f"{ATOM}id") == f"{HERE}sites.atom"
    assert client.get("/sites.atom?page=3").status_code == 400
    assert client.get("/sites/jaif.atom?page=1").status_code == 200
    assert client.get("/sites/jaif.atom?page=2").status_code == 400


def test_as_of_a_day_only_editions_made_by_then_are_told(client):
    assert ids(client, "/sites?as_of=2026-11-22") == ids(client, "/sites")
    assert ids(client, "/sites?as_of=2026-11-21") == []
    assert ids(client, "/sites/jaif?as_of=2026-11-21") == []
    assert asked(client, "/sites/jaif?as_of=2020-01-01", "jsonfeed").status_code == 404


def test_what_was_not_public_is_not_told(client):
    make_site("secret", name="Secret", published=False)
    before = ids(client, "/sites")
    with recorded():
        Site.objects.filter(pk="secret").update(published=True, city="Oulu")

    after = ids(client, "/sites")

    assert not [address for address in before if "secret" in address]
    assert len(set(after) - set(before)) == 1
    assert after[0].endswith("/sites/secret/")
    with recorded():
        Site.objects.filter(pk="secret").update(published=False)
    assert ids(client, "/sites") == before
    assert asked(client, "/sites/secret", "atom").status_code in (404, 410)


@pytest.mark.parametrize("suffix", ["atom", "jsonfeed"])
@pytest.mark.parametrize(
    "question", ["/sites?cuntry=FI", "/sites?page=0", "/sites?page=1&page=2", "/sites?country=zzz"]
)
def test_a_wrong_question_is_a_problem(client, question, suffix):
    response = asked(client, question, suffix)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_a_long_feed_takes_no_more_queries_than_a_short_one(client):
    def queries(question):
        with CaptureQueriesContext(connection) as captured:
            assert asked(client, question, "atom").status_code == 200
        return len(captured)

    assert queries("/sites?country=LU") == queries("/sites")


def test_pages_of_lists_lead_to_their_feeds(client):
    page = client.get("/sites/?country=PL").content.decode()

    for suffix, media_type in (
        ("atom", "application/atom+xml"),
        ("jsonfeed", "application/feed+json"),
    ):
        link = page.partition(f'<link rel="alternate" type="{media_type}"')[2].partition(">")[0]
        assert f'href="/sites.{suffix}?country=PL"' in link
