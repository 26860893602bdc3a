"""The OpenAPI document is valid, and every answer is as it says."""

import json

import pytest
from drf_spectacular.validation import validate_schema

from directory.columns import COLUMNS
from directory.columns.parts import PARTS
from directory.selection import SELECTIONS
from tests.api import schemas

ADDRESS = "/api/v1/openapi.json"
#: The lists with the most kinds of nested rows; the others are slow.
QUICK = ("sites", "claims", "numbers", "milestones")


@pytest.fixture
def document(client, network):
    return json.loads(client.get(ADDRESS).content)


def test_it_is_a_valid_openapi_document(document):
    validate_schema(document)
    assert document["openapi"] == "3.1.0"
    described = {path.removeprefix("/api/v1") for path in document["paths"]}
    records = {f"/{name}/{{slug}}/" for name in SELECTIONS}
    assert described == {"/", *(f"/{name}/" for name in SELECTIONS), *records}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in SELECTIONS],
)
def test_every_row_is_as_described(client, document, name):
    """With everything that can be asked for: nested parts, references and evidence."""
    operation = document["paths"][f"/api/v1/{name}/"]["get"]
    parameters = {p["name"]: p["schema"] for p in operation["parameters"]}
    everything = {"evidence": "1"} if "evidence" in parameters else {}
    if "expand" in parameters:
        everything["expand"] = ",".join(parameters["expand"]["items"]["enum"])
    limit = 100 if name == "changes" else 1000  # each is told in words
    for query in ({}, everything) if everything else ({},):
        content = client.get(f"/api/v1/{name}/", {"limit": limit, **query}).json()
        assert content["results"]
        assert schemas.mistakes(document, operation, content) == []
    slug = content["results"][0]["api_url"].rstrip("/").rpartition("/")[2]
    record = client.get(f"/api/v1/{name}/{slug}/").json()
    of_record = document["paths"][f"/api/v1/{name}/{{slug}}/"]["get"]
    assert schemas.mistakes(document, of_record, record) == []


def test_the_index_is_as_described_and_leads_to_every_list(client, document):
    content = client.get("/api/v1/").json()
    assert schemas.mistakes(document, document["paths"]["/api/v1/"]["get"], content) == []
    assert [one["name"] for one in content["lists"]] == list(SELECTIONS)
    assert all(client.head(one["api_url"]).status_code == 200 for one in content["lists"])


def test_names_never_mean_two_things():
    own = {"record_url", "api_url", "evidence"}
    for name in COLUMNS:
        columns = {column.name for column in COLUMNS[name]}
        parts = {part.name for part in PARTS.get(name, ())}
        assert not columns & parts
        assert not (columns | parts) & own


def test_the_parameters_are_those_that_a_list_has(client, document):
    for name, selection in SELECTIONS.items():
        told = {p["name"] for p in document["paths"][f"/api/v1/{name}/"]["get"]["parameters"]}
        assert set(selection.filterset_class.base_filters) < told
        refused = client.get(f"/api/v1/{name}/?no-such=1").json()["errors"]
        assert [set(mistake["accepted"]) for mistake in refused] == [told]


def test_every_answer_to_what_may_be_asked_is_described(network):
    schemas.explore(ADDRESS, examples=2)


@pytest.mark.slow
def test_every_answer_to_much_more_is_described(network):
    schemas.explore(ADDRESS, examples=60)
