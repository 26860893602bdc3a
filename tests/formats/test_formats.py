"""What all formats have in common: what they say of themselves and what they refuse."""

import pytest

from directory.columns import COLUMNS
from directory.models import Site, Supercomputer
from directory.selection import SELECTIONS
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

FILES = ("csv", "json", "xlsx", "geojson", "kml", "jsonld")
WRONG_QUESTIONS = [
    "/sites?status=zzz",
    "/sites?cuntry=PL",
    "/sites?country=XX&kind=factory",
    "/sites?page=7",
    "/supercomputers?sort=cost_eur",
    "/sources?year=soon",
]


@pytest.mark.parametrize("question", WRONG_QUESTIONS)
@pytest.mark.parametrize("suffix", FILES)
def test_a_wrong_question_is_a_problem_without_rows(client, question, suffix):
    path, _, query = question.partition("?")

    response = client.get(f"{path}.{suffix}?{query}")

    problem = response.json()
    assert response.status_code == problem["status"] == 400
    assert response["Content-Type"] == "application/problem+json"
    assert problem["errors"][0]["parameter"] in query
    assert problem["errors"][0]["accepted"]


@pytest.mark.parametrize("suffix", ["xml", "yaml", "CSV"])
def test_an_unknown_format_is_not_found(client, suffix):
    assert client.get(f"/sites.{suffix}").status_code == 404


def test_unpublished_sites_are_in_no_format(client):
    with recorded():
        Site.objects.filter(slug="pharos").update(published=False)

    for address in ("/", "/sites/", "/map/", *(f"/sites.{suffix}" for suffix in FILES)):
        content = client.get(address).content
        assert b"/sites/pharos/" not in content
        assert b'"pharos"' not in content
    assert client.get("/sites/pharos/").status_code == 410  # it was published before
    assert "/sites/pharos/" not in client.get("/sites/pharos-cy/").content.decode()


def test_json_says_what_it_is(client):
    content = client.get("/sites.json?kind=factory").json()

    assert content["count"] == 19
    assert content["licence"] == "CC-BY-4.0"
    assert content["edition"] >= 1
    assert content["data_address"].endswith("/sites.json?kind=factory")


def test_figures_are_numbers_and_unknown_ones_null(client):
    machines = {m["slug"]: m for m in client.get("/supercomputers.json").json()["supercomputers"]}

    leonardo, litai = machines["leonardo"], machines["litai-system"]
    assert (leonardo["rmax_pflops"], leonardo["accelerator_count"]) == (241.2, 13824)
    assert (leonardo["cost_eur"], leonardo["cost_scope"]) == (240_000_000, "programme")
    assert litai["rmax_pflops"] is litai["cost_eur"] is litai["top500_rank"] is None


def test_every_list_has_columns_and_each_column_is_explained():
    assert set(SELECTIONS) == set(COLUMNS)
    for columns in COLUMNS.values():
        names = [column.name for column in columns]
        assert len(names) == len(set(names))
        assert all(column.label and column.help for column in columns)


def test_every_order_of_a_list_stands_in_its_table():
    for name, selection in SELECTIONS.items():
        if selection.pages:
            in_table = {column.name for column in COLUMNS[name] if column.in_table}
            assert set(selection.orders) <= in_table


def test_every_fact_of_a_machine_has_a_column():
    assert set(Supercomputer.FACTS) <= {column.name for column in COLUMNS["supercomputers"]}
