"""Lists of machines and sources: the page and its data twins give the same rows."""

import csv
import io

import pytest

from directory.columns import COLUMNS
from directory.formats import formats_of
from directory.models import Supercomputer
from directory.selection import SELECTIONS

pytestmark = pytest.mark.usefixtures("network")

QUESTIONS = [
    "/supercomputers?",
    "/supercomputers?country=IT&country=FI",
    "/supercomputers?role=upgrade",
    "/supercomputers?status=planned&sort=-name",
    "/supercomputers?sort=-rmax_pflops",
    "/supercomputers?site=jaif",
    "/supercomputers?country=MT",
    "/sources?page=6",
    "/sources?language=de",
    "/sources?year=undated&kind=host-page&sort=title",
    "/sources?reading=second-hand&year=2026&sort=publisher",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_page_and_data_select_the_same_rows(client, question):
    path, _, query = question.partition("?")

    listed = [row.slug for row in client.get(f"{path}/?{query}").context["selection"].page]
    lines = csv.DictReader(io.StringIO(client.get(f"{path}.csv?{query}").content.decode()))
    records = client.get(f"{path}.json?{query}").json()[path.removeprefix("/")]

    assert [line["slug"] for line in lines] == listed
    assert [record["slug"] for record in records] == listed


@pytest.mark.parametrize("suffix", ["csv", "json"])
@pytest.mark.parametrize(
    "question", ["/supercomputers?sort=cost_eur", "/supercomputers?vendr=x", "/sources?year=soon"]
)
def test_a_wrong_question_is_a_problem_without_rows(client, question, suffix):
    path, _, query = question.partition("?")

    response = client.get(f"{path}.{suffix}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["accepted"]


@pytest.mark.parametrize("name", ["supercomputers", "sources"])
def test_what_has_no_place_has_no_geojson(client, name):
    assert client.get(f"/{name}.geojson").status_code == 404
    assert "geojson" not in client.get(f"/{name}/").content.decode()
    assert set(formats_of(name)) == set(formats_of("sites")) - {"geojson"}


def test_every_list_has_columns_and_each_column_is_explained():
    assert set(SELECTIONS) == set(COLUMNS)
    for columns in COLUMNS.values():
        names = [column.name for column in columns]
        assert len(names) == len(set(names))
        assert all(column.label and column.help for column in columns)


def test_every_order_of_a_list_stands_in_its_table():
    for name, selection in SELECTIONS.items():
        in_table = {column.name for column in COLUMNS[name] if column.in_table}
        assert set(selection.orders) <= in_table


def test_every_fact_of_a_machine_has_a_column():
    assert set(Supercomputer.FACTS) <= {column.name for column in COLUMNS["supercomputers"]}


def test_figures_are_numbers_and_unknown_ones_null(client):
    machines = {m["slug"]: m for m in client.get("/supercomputers.json").json()["supercomputers"]}

    leonardo, litai = machines["leonardo"], machines["litai-system"]
    assert (leonardo["rmax_pflops"], leonardo["accelerator_count"]) == (241.2, 13824)
    assert (leonardo["cost_eur"], leonardo["cost_scope"]) == (240_000_000, "programme")
    assert litai["rmax_pflops"] is litai["cost_eur"] is litai["top500_rank"] is None
