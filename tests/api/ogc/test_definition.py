"""The definition of the API is valid OpenAPI 3.0, and every answer is as it says."""

import pytest
from django.http import QueryDict
from drf_spectacular.validation import validate_schema

from directory.api.ogc.collections import COLLECTIONS
from directory.selection import SELECTIONS
from tests.api import schemas

pytestmark = pytest.mark.usefixtures("network")

ADDRESS = "/ogc/api"


@pytest.fixture
def definition(client):
    return client.get(ADDRESS).json()


def test_it_is_a_valid_openapi_document_at_the_address_of_its_media_type(client, definition):
    media_type = "application/vnd.oai.openapi+json;version=3.0"

    answer = client.get(ADDRESS, headers={"accept": media_type})

    assert answer["Content-Type"] == media_type
    assert answer.json() == definition
    assert definition["openapi"] == "3.0.3"
    validate_schema(definition)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_it_names_every_parameter_with_every_value_that_is_accepted(client, definition, name):
    shared = definition["components"]["parameters"]
    described = {
        key: shared[key]["schema"] if "$ref" in parameter else parameter["schema"]
        for parameter in definition["paths"][f"/collections/{name}/items"]["get"]["parameters"]
        for key in [parameter.get("name") or parameter["$ref"].rpartition("/")[2]]
    }
    selection = SELECTIONS[name](QueryDict())
    filters = {*selection.filterset.filters} - {"compare"}

    assert described.keys() == filters | {"f", "limit", "offset", "datetime"}
    for parameter in filters:
        if values := [value for value, _label in selection.choices(parameter)]:
            schema = described[parameter]
            assert schema.get("items", schema)["enum"] == values
    refusal = client.get(f"/ogc/collections/{name}/items?no-such-parameter=1").json()
    assert {*refusal["errors"][0]["accepted"]} == {*described}


def test_people_read_the_same(client, definition):
    page = client.get(f"{ADDRESS}?f=html").content.decode()

    for path, operation in definition["paths"].items():
        assert f"GET {path}</code>" in page
        assert operation["get"]["summary"] in page
    assert "serving-users" in page


def test_no_answer_is_other_than_described():
    schemas.explore(ADDRESS, examples=1)


@pytest.mark.slow
def test_no_answer_to_many_questions_is_other_than_described():
    schemas.explore(ADDRESS, examples=30)
