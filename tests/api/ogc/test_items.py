"""What the collections answer: the rows of the same selections, nothing to a wrong question."""

import json
from itertools import chain

import pytest
from django.http import QueryDict

from directory.selection import SELECTIONS
from tests.factories import make_site, recorded

pytestmark = pytest.mark.usefixtures("network")

ITEMS = "/ogc/collections/{}/items"


@pytest.fixture
def answer(client):
    """Return the status and the content that a question to a collection is answered with."""

    def ask(query="", name="sites"):
        response = client.get(f"{ITEMS.format(name)}{query}")
        return response.status_code, json.loads(response.content)

    return ask


def slugs(features):
    return [feature["id"] for feature in features]


@pytest.mark.parametrize(
    ("name", "asked", "query"),
    [
        ("sites", "", ""),
        ("sites", "?country=DE&country=FI&sort=-name", "country=DE&country=FI&sort=-name"),
        ("sites", "?kind=antenna&status=selected", "kind=antenna&status=selected"),
        ("sites", "?bbox=5,45,15,55", "bbox=5,45,15,55"),
        ("sites", "?bbox=5,45,-10,15,55,9000", "bbox=5,45,15,55"),
        ("sites", "?bbox=175,-90,-20,90", "bbox=175,-90,-20,90"),
        ("sites", "?located=no", "located=no"),
        ("sites", "?q=lumi&utm_source=news", "q=lumi"),
        ("sites", "?datetime=2025-04-01&wave=wave-1", "as_of=2025-04-01&wave=wave-1"),
        ("sites", "?as_of=2025-04-01", "as_of=2025-04-01"),
        ("supercomputers", "", ""),
        ("supercomputers", "?bbox=5,45,15,55", "bbox=5,45,15,55"),
        (
            "supercomputers",
            "?role=new-ai-optimised&sort=-rmax_pflops",
            "role=new-ai-optimised&sort=-rmax_pflops",
        ),
    ],
)
def test_a_collection_has_the_rows_of_its_selection(answer, name, asked, query):
    selection = SELECTIONS[name](QueryDict(query))
    assert selection.is_right, selection.mistakes

    _status, content = answer(asked, name)

    assert content["numberMatched"] == content["numberReturned"] == selection.count > 0
    assert slugs(content["features"]) == [row.slug for row in selection.rows]
    assert content["as_of"] == selection.day.isoformat()


WHEN = (
    ("2025-03-11", "2025-03-11"),
    ("2025-03-11T23:30:00Z", "2025-03-12"),  # half past midnight in Brussels
    ("2025-03-12t00:15:00.5%2B09:00", "2025-03-11"),
    ("2020-01-01/2025-03-11", "2025-03-11"),
    ("../2025-03-11T10:00:00z", "2025-03-11"),
    ("/2025-03-11", "2025-03-11"),
    ("2025-03-11/..", "2026-11-22"),
    ("../..", "2026-11-22"),
    ("2025-03-11/2999-12-31", "2026-11-22"),
)


def test_a_time_is_the_network_as_of_its_end(answer):
    for when, day in WHEN:
        _status, content = answer(f"?datetime={when}&limit=1")

        assert content["as_of"] == day, when
        assert content["numberMatched"] == SELECTIONS["sites"](QueryDict(f"as_of={day}")).count


WRONG = (
    ("?datetime=2999-01-01", "datetime"),
    ("?datetime=2999-01-01/..", "datetime"),
    ("?datetime=2025-12-31/2025-01-01", "datetime"),
    ("?datetime=2025-12-31/2025-01-01/2025-01-01", "datetime"),
    ("?datetime=yesterday", "datetime"),
    ("?datetime=0001-01-01T00:00:00%2B23:00", "datetime"),
    ("?datetime=9999-12-31T23:59:59-23:00", "datetime"),
    ("?datetime=2025-02-30", "datetime"),
    ("?datetime=2025-01-01&as_of=2025-01-01", "as_of"),
    ("?as_of=2999-01-01", "as_of"),
    ("?limit=0", "limit"),
    ("?limit=-1", "limit"),
    ("?limit=ten", "limit"),
    ("?limit=1&limit=2", "limit"),
    ("?offset=-1", "offset"),
    ("?offset=%D9%A1", "offset"),
    ("?bbox=5,45,15", "bbox"),
    ("?bbox=5,45,x,15,55,y", "bbox"),
    ("?bbox=5,55,15,45", "bbox"),
    ("?bbox=5,45,15,55,5,45", "bbox"),
    ("?bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326", "bbox-crs"),
    ("?country=XX", "country"),
    ("?cuntry=DE", "cuntry"),
    ("?page=2", "page"),
    ("?compare=lumi-ai-factory", "compare"),
    ("?f=xml", "f"),
    ("?q=%00&status=%00", "status"),
)


def test_a_wrong_question_is_refused_with_what_is_accepted(client):
    for query, parameter in WRONG:
        response = client.get(ITEMS.format("sites") + query)

        assert response.status_code == 400, query
        assert response["Content-Type"] == "application/problem+json"
        wrong = {error["parameter"]: error["accepted"] for error in response.json()["errors"]}
        assert list(wrong) == [parameter]
        assert wrong[parameter] or "&" in query


def test_a_page_has_100_features_unless_more_or_fewer_are_asked_for(answer):
    with recorded():
        for _each in range(101 - answer()[1]["numberMatched"]):
            make_site()

    for query, returned in {"": 100, "?limit=3": 3, "?limit=9999999999999": 101}.items():
        _status, content = answer(query)

        assert content["numberMatched"] == 101
        assert content["numberReturned"] == len(content["features"]) == returned


def test_the_links_lead_through_all_pages_and_back(client, answer):
    everything = slugs(answer("?sort=country")[1]["features"])

    forth = list(walk(client, f"{ITEMS.format('sites')}?sort=country&limit=7", "next"))
    back = list(walk(client, f"{ITEMS.format('sites')}?sort=country&limit=7&offset=28", "prev"))

    assert [*chain(*forth)] == everything
    assert back[::-1] == forth
    assert answer("?offset=99999999999999999999")[1]["features"] == []


def walk(client, address, relation):
    while address:
        content = client.get(address).json()
        yield slugs(content["features"])
        address = link(content, relation)


def link(content, relation):
    return next((one["href"] for one in content["links"] if one["rel"] == relation), None)


@pytest.mark.parametrize("query", ["", "?f=html"])
def test_the_number_of_queries_does_not_grow_with_the_rows(answer, client, queries_of, query):
    few = queries_of(f"{ITEMS.format('sites')}?limit=2{query.replace('?', '&')}")

    assert queries_of(ITEMS.format("sites") + query) == few
