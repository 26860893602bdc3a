"""How the API answers whatever it is asked: what is wrong, what is not there, what is accepted."""

import pytest

pytestmark = pytest.mark.usefixtures("network")


def mistakes(client, address):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    return {error["parameter"]: error["accepted"] for error in response.json()["errors"]}


def test_evidence_is_refused_where_facts_are_not_cited_one_by_one(client):
    assert "evidence" not in mistakes(client, "help/?evidence=1")["evidence"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("fields=nam", "fields"),
        ("expand=everything", "expand"),
        ("evidence=yes", "evidence"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("limit=1&limit=2", "limit"),
        ("limit=%00", "limit"),
        ("page=1", "page"),
        ("format=xml", "format"),
        ("country=XX", "country"),
        ("q=%00", ""),
    ],
)
def test_a_wrong_question_gets_no_rows(client, query, parameter):
    if not parameter:  # what cannot be shown counts as a space
        assert client.get(f"/api/v1/sites/?{query}").status_code == 200
        return
    accepted = mistakes(client, f"sites/?{query}")
    assert list(accepted) == [parameter]
    assert accepted[parameter] or query == "limit=1&limit=2"


@pytest.mark.parametrize(
    "address", ["nothing/", "sites/nothing/", "milestones/x/", "sites", "a.b/c"]
)
def test_what_is_not_there_is_a_problem(client, address):
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_only_reading_json_is_possible(client):
    refused = client.post("/api/v1/sites/")
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")
    assert refused["Allow"] == "GET, HEAD, OPTIONS"
    assert client.options("/api/v1/sites/").status_code == 204


@pytest.mark.parametrize("accept", ["application/xml", "application/json;q=0", "text/html, text/*"])
def test_who_accepts_no_json_is_told_that_there_is_nothing_else(client, accept):
    refused = client.get("/api/v1/sites/?limit=1", headers={"accept": accept})
    assert (refused.status_code, refused.json()["accepted"]) == (406, ["application/json"])
    assert refused["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/csv, application/*;q=0.1", "text/html;b*=nocodec''x"]
)
def test_who_accepts_json_or_says_nothing_readable_gets_it(client, accept):
    response = client.get("/api/v1/sites/?limit=1", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    ("asked", "found"), [("EL", "GR"), ("fi", "FI"), ("UK?fields=name,slug", "GB?fields=name,slug")]
)
def test_a_country_is_found_under_its_other_codes(client, asked, found):
    code, _, query = asked.partition("?")
    moved = client.get(f"/api/v1/countries/{code}/?{query}".rstrip("?"))
    code, _, query = found.partition("?")
    assert moved.status_code == 301
    assert moved["Location"] == f"/api/v1/countries/{code}/?{query}".rstrip("?")
    assert moved["Access-Control-Allow-Origin"] == "*"
    assert client.get(moved["Location"]).status_code == 200


@pytest.mark.parametrize("page", ["", "docs/", "openapi.json"])
def test_what_tells_of_the_api_takes_no_parameters(client, page):
    assert set(mistakes(client, f"{page}?x=1")) == {"x"}


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get("/api/v1/sites/")
    again = client.get("/api/v1/sites/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/api/v1/sites/").content == b""


def test_nobody_is_remembered(client):
    response = client.get("/api/v1/sites/", headers={"authorization": "Basic eDp4"})
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
