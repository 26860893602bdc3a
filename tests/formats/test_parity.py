"""Whatever is asked, page and data give the same sites in the same order."""

import csv
import io
import json

import pytest

from directory.models import Site
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

QUESTIONS = [
    "",
    "?kind=factory",
    "?kind=antenna",
    "?country=PL&wave=wave-3",
    "?country=DE&country=PL",
    "?wave=wave-1",
    "?status=serving-users",
    "?status=unknown",
    "?status=selected&kind=antenna&sort=-name",
    "?sort=country",
    "?country=HR",
    "?page=1",
]
WRONG_QUESTIONS = ["?status=zzz", "?cuntry=PL", "?country=XX&kind=factory", "?page=7"]


def listed(client, question):
    return [site.slug for site in client.get(f"/sites/{question}").context["selection"].page]


def in_csv(client, question):
    text = client.get(f"/sites.csv{question}").content.decode()
    return [row["slug"] for row in csv.DictReader(io.StringIO(text))]


def in_json(client, question):
    return [
        row["slug"] for row in json.loads(client.get(f"/sites.json{question}").content)["sites"]
    ]


def in_geojson(client, question):
    content = json.loads(client.get(f"/sites.geojson{question}").content)
    return [feature["id"] for feature in content["features"]]


def on_map(client, question):
    return [site.slug for site in client.get(f"/map/{question}").context["selection"].page]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_surface_selects_the_same_sites(client, question):
    expected = listed(client, question)

    assert in_csv(client, question) == expected
    assert in_json(client, question) == expected
    assert in_geojson(client, question) == expected
    assert on_map(client, question) == expected


@pytest.mark.parametrize("question", WRONG_QUESTIONS)
@pytest.mark.parametrize("suffix", ["csv", "json", "geojson"])
def test_a_wrong_question_is_a_problem_without_rows(client, suffix, question):
    response = client.get(f"/sites.{suffix}{question}")

    problem = json.loads(response.content)
    assert response.status_code == problem["status"] == 400
    assert response["Content-Type"] == "application/problem+json"
    assert problem["errors"][0]["parameter"] in question
    assert problem["errors"][0]["accepted"]


def test_json_says_what_it_is(client):
    content = client.get("/sites.json?kind=factory").json()

    assert content["count"] == 19
    assert content["licence"] == "CC-BY-4.0"
    assert content["edition"] >= 1
    assert content["address"].endswith("/sites.json?kind=factory")


def test_geojson_places_sites_and_leaves_the_unplaced_one_null(client):
    content = client.get("/sites.geojson").json()

    by_slug = {feature["id"]: feature for feature in content["features"]}
    unplaced = [slug for slug, feature in by_slug.items() if feature["geometry"] is None]
    assert unplaced == ["skaiat"]
    longitude, latitude = by_slug["lumi-ai-factory"]["geometry"]["coordinates"]
    assert (round(latitude), round(longitude)) == (64, 28)
    assert by_slug["lumi-ai-factory"]["properties"]["url"] == "/sites/lumi-ai-factory/"


def test_csv_neutralises_formulas(client):
    with recorded():
        Site.objects.filter(slug="jaif").update(name="=HYPERLINK('x')")

    assert "'=HYPERLINK" in client.get("/sites.csv?country=DE").content.decode()


def test_unpublished_sites_are_in_no_format(client):
    with recorded():
        Site.objects.filter(slug="pharos").update(published=False)

    for address in ("/", "/sites/", "/map/", "/sites.csv", "/sites.json", "/sites.geojson"):
        assert "/sites/pharos/" not in client.get(address).content.decode()
        assert '"pharos"' not in client.get(address).content.decode()
    assert client.get("/sites/pharos/").status_code == 410  # it was published before
    assert "/sites/pharos/" not in client.get("/sites/pharos-cy/").content.decode()


@pytest.mark.parametrize("suffix", ["xml", "yaml", "CSV"])
def test_an_unknown_format_is_not_found(client, suffix):
    assert client.get(f"/sites.{suffix}").status_code == 404
