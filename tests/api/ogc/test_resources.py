"""The resources around the features: how a program or a person finds its way through them."""

import pytest
from django.urls import reverse

from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from tests.factories import make_site

pytestmark = pytest.mark.usefixtures("network")

ROOT = "/ogc/"
FEATURE = "/ogc/collections/sites/items/lumi-ai-factory"


def relations(content):
    return {link["rel"] for link in content["links"]}


def test_the_landing_page_leads_to_everything(client):
    content = client.get(ROOT).json()

    assert relations(content) == {
        "self", "alternate", "service-desc", "service-doc", "conformance", "data", "license",
    }  # fmt: skip
    for link in content["links"]:
        if link["rel"] != "license":
            answer = client.get(link["href"])
            assert (answer.status_code, answer["Content-Type"].partition("; ")[0]) == (
                200,
                link["type"],
            )


def test_it_conforms_to_the_core_in_all_its_encodings(client):
    parts = client.get(f"{ROOT}conformance").json()["conformsTo"]

    assert [part.rpartition("/")[2] for part in parts] == ["core", "oas30", "html", "geojson"]


def test_a_collection_tells_where_its_features_lie_and_since_when(client):
    sites, machines = client.get(f"{ROOT}collections").json()["collections"]

    assert (sites["id"], machines["id"]) == ("sites", "supercomputers")
    assert {"items", "license", "describedBy"} == relations(sites)
    assert sites["extent"]["temporal"]["interval"] == [["2024-12-10T00:00:00+01:00", None]]
    for collection in (sites, machines):
        [[west, south, east, north]] = collection["extent"]["spatial"]["bbox"]
        features = client.get(f"{ROOT}collections/{collection['id']}/items?limit=1000").json()
        places = [f["geometry"]["coordinates"] for f in features["features"] if f["geometry"]]
        assert [west, east] == [min(x for x, _y in places), max(x for x, _y in places)]
        assert [south, north] == [min(y for _x, y in places), max(y for _x, y in places)]


def test_a_collection_without_features_has_no_box(client, empty_directory):
    for name in ("sites", "supercomputers"):
        extent = client.get(f"{ROOT}collections/{name}").json()["extent"]

        assert extent == {"temporal": {"interval": [[None, None]]}}
        assert client.get(f"{ROOT}collections/{name}/items").json()["numberMatched"] == 0


def test_the_schema_describes_the_properties_of_a_feature(client):
    schema = client.get(f"{ROOT}collections/sites/schema")
    feature = client.get(FEATURE).json()

    described = schema.json()["properties"]["properties"]["properties"]
    assert schema["Content-Type"] == "application/schema+json"
    assert described.keys() == feature["properties"].keys()
    assert described["eu_funding_eur"]["type"] == "number"
    assert described["kind"]["enum"] == ["factory", "antenna"]
    assert feature["properties"]["partner_countries"] == "CZ; DK; EE; NO; PL"


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("", None, "application/geo+json"),
        ("", "*/*", "application/geo+json"),
        ("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("", "application/json", "application/json"),
        ("", "application/geo+json, application/json", "application/geo+json"),
        ("?f=json", "text/html", "application/geo+json"),
        ("?f=html", "application/json", "text/html; charset=utf-8"),
        ("", "text/html; x*=foo''bar", "application/geo+json"),
    ],
)
def test_the_media_type_is_the_one_asked_for(client, query, accept, media_type):
    headers = {"accept": accept} if accept else {}

    answer = client.get(FEATURE + query, headers=headers)

    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert "Accept" in answer["Vary"].split(", ")
    again = client.get(FEATURE + query, headers=headers | {"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert "Accept" in again["Vary"].split(", ")


@pytest.mark.parametrize("address", [f"{ROOT}collections/sites/items?limit=2", FEATURE])
@pytest.mark.parametrize("accept", ["application/geo+json", "application/json"])
def test_an_answer_says_where_it_stands_in_which_media_type(client, address, accept):
    answer = client.get(address, headers={"accept": accept})

    links = [link for link in answer.json()["links"] if link["rel"] in ("self", "alternate")]
    [own] = [link for link in links if link["rel"] == "self"]
    assert own["type"] == accept == answer["Content-Type"]
    assert {link["type"] for link in links} == {accept, "application/geo+json", "text/html"}
    for link in links:
        again = client.get(link["href"], headers={"accept": link["type"]})
        assert again["Content-Type"].partition(";")[0] == link["type"]


def test_what_is_known_in_one_media_type_is_not_known_in_another(client):
    known = client.get(FEATURE, headers={"accept": "text/html"})["ETag"]

    assert client.get(FEATURE, headers={"if-none-match": known}).status_code == 200


def test_a_media_type_that_there_is_not_is_refused_with_those_that_there_are(client):
    answer = client.get(FEATURE, headers={"accept": "application/xml"})

    assert answer.status_code == 406
    assert answer.json()["accepted"] == ["application/geo+json", "application/json", "text/html"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [
        "collections/waves",
        "collections/waves/items",
        "collections/waves/schema",
        "collections/sites/items/nobody",
        "collections/sites/items/lumi-ai-factory?datetime=2024-01-01",
        "collections/sites/items/a%00b",
        "collections/sites/items/%F0%9F%A6%8A",
    ],
)
def test_what_is_not_there_is_a_problem(client, address):
    answer = client.get(ROOT + address)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("address", ["", "api", "conformance", "collections", "collections/sites"])
def test_a_parameter_that_would_change_nothing_is_refused(client, address):
    answer = client.get(f"{ROOT}{address}?country=DE")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["accepted"] == ["f"]


def test_what_was_withdrawn_is_gone_and_what_is_not_published_is_nowhere(client):
    make_site("left")
    make_site("hidden", published=False)
    withdraw(KINDS["sites"], "left", who="maria", reason="It was closed.")

    answers = {
        slug: client.get(f"/ogc/collections/sites/items/{slug}") for slug in ("left", "hidden")
    }

    assert {slug: answer.status_code for slug, answer in answers.items()} == {
        "left": 410,
        "hidden": 404,
    }
    features = client.get("/ogc/collections/sites/items?limit=1000").json()["features"]
    assert not {*answers} & {feature["id"] for feature in features}


@pytest.mark.parametrize("name", ["sites", "supercomputers"])
def test_the_pages_show_what_the_data_have(client, name):
    items = f"/ogc/collections/{name}/items"
    found = client.get(f"{items}?limit=5").json()

    page = client.get(f"{items}?limit=5&f=html").content.decode()

    assert f'data-count="{found["numberMatched"]}"' in page
    for feature in found["features"]:
        assert f'data-row="{feature["id"]}"' in page
    assert 'rel="next"' in page
    one = client.get(f"{items}/{feature['id']}?f=html").content.decode()
    assert reverse(f"directory:{name[:-1]}", args=[feature["id"]]) in one
