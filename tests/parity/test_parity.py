"""The parity contract: whatever is asked, every surface gives the same rows in the same order."""

import pytest
from django.http import QueryDict

from directory.selection import SELECTIONS
from tests.parity import surfaces
from tests.parity.questions import questions

pytestmark = pytest.mark.usefixtures("network")

FILES = (surfaces.in_csv, surfaces.in_json, surfaces.in_geojson, surfaces.in_kml, surfaces.in_xlsx)
BATCH = 30


def check(client, name, query):
    selection = SELECTIONS[name](QueryDict(query))
    assert selection.is_right, (name, query, selection.mistakes)

    rows = surfaces.in_csv(client, selection)

    for surface in (*FILES[1:], surfaces.in_api):
        assert surface(client, selection) == rows, (name, query, surface)
    assert selection.count == len(rows)
    if selection.pages and name != "editions":  # whose page leads to the changes
        assert surfaces.on_page(client, selection) == rows
    if name == "sites":
        mapped = client.get(selection.url_for("map")).context["sites"]
        assert [site.slug for site in mapped] == rows
    if name in ("sites", "supercomputers"):
        assert surfaces.counted_by_ogc(client, selection) == len(rows)


@pytest.mark.parametrize("name", SELECTIONS)
def test_a_whole_list_is_the_same_everywhere(client, name):
    check(client, name, "")


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(10))
def test_three_hundred_questions_are_answered_alike_everywhere(client, batch):
    for name, query in list(questions(10 * BATCH))[batch * BATCH :][:BATCH]:
        check(client, name, query)


def test_some_questions_are_answered_alike_everywhere(client):
    for name, query in questions(12, seed=11):
        check(client, name, query)
