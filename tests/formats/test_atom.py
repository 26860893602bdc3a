"""The Atom feed of changes, as RFC 4287 wants it."""

import datetime
from xml.etree import ElementTree

import pytest
from django.test import override_settings

from directory.models import Edition, Organisation, Site
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, question="", **headers):
    response = client.get(f"/changes.atom{question}", **headers)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml"
    return ElementTree.fromstring(response.content)


def texts(element, name):
    return [found.text for found in element.findall(f"{ATOM}{name}")]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def entries(root):
    return root.findall(f"{ATOM}entry")


def test_the_feed_has_all_that_is_required(client):
    root = feed(client)

    assert root.tag == f"{ATOM}feed"
    assert len(entries(root)) == 100
    for element in (root, *entries(root)):
        for name in ("id", "title", "updated"):
            [text] = texts(element, name)
            assert text
        [updated] = texts(element, "updated")
        assert datetime.datetime.fromisoformat(updated).tzinfo
        assert texts(element, "id")[0].startswith("http://testserver/")
        assert links(element)["alternate"].startswith("http://testserver/")
    assert texts(root.find(f"{ATOM}author"), "name") == ["AI Factories Portal"]
    assert links(root)["self"] == "http://testserver/changes.atom"
    ids = [texts(entry, "id")[0] for entry in entries(root)]
    assert len(set(ids)) == len(ids)


def test_an_entry_is_one_record_that_an_edition_changed(client):
    with recorded("The <city> moved."):
        Site.objects.filter(pk="lumi-ai-factory").update(city="Oulu & Kajaani")

    root = feed(client, "?site=lumi-ai-factory")
    newest = entries(root)[0]

    assert texts(newest, "title") == ["LUMI AI Factory: City: Oulu & Kajaani — was: Kajaani"]
    assert texts(newest, "id") == ["http://testserver/editions/2/sites/lumi-ai-factory/"]
    assert texts(root, "updated") == texts(newest, "updated")
    assert texts(root, "title") == ["Changes in the AI Factories Portal: LUMI AI Factory"]
    summary = newest.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert "<li>City: Oulu &amp; Kajaani — was: Kajaani</li>" in summary.text
    assert "reason: The &lt;city&gt; moved." in summary.text


def test_ids_and_times_of_entries_stay(client):
    before = feed(client, "?site=jaif")
    with recorded():
        Organisation.objects.filter(pk="csc").update(website="https://csc.example.org/")
        Site.objects.filter(pk="jaif").update(city="Aachen")

    after = feed(client, "?site=jaif")

    def known(root):
        return [(texts(e, "id"), texts(e, "updated"), texts(e, "title")) for e in entries(root)]

    assert known(after)[1:] == known(before)
    assert texts(after, "id") == texts(before, "id")


def test_the_pages_of_a_feed_lead_to_each_other(client):
    first = feed(client)
    second = feed(client, "?page=2")

    assert links(first)["next"] == "http://testserver/changes.atom?page=2"
    assert "previous" not in links(first)
    assert links(second)["previous"] == "http://testserver/changes.atom?page=1"
    assert texts(second, "id") == texts(first, "id")


def test_a_feed_of_nothing_is_still_a_feed(client):
    root = feed(client, "?as_of=2020-01-01")

    assert entries(root) == []
    assert datetime.datetime.fromisoformat(texts(root, "updated")[0])


@pytest.mark.usefixtures("empty_directory")
def test_a_directory_without_editions_has_a_feed(client):
    assert Edition.current() is None or entries(feed(client)) is not None
    assert client.get("/changes/").status_code == 200


@override_settings(ALLOWED_HOSTS=["factories.example.org"])
def test_addresses_are_those_of_the_public_address(client):
    root = feed(client, headers={"host": "factories.example.org"})

    assert links(root)["self"] == "http://factories.example.org/changes.atom"
    assert texts(root, "id") == ["http://factories.example.org/changes.atom"]


def test_a_wrong_question_is_a_problem(client):
    response = client.get("/changes.atom?cuntry=FI")

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
