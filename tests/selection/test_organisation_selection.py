"""What can be asked of the organisations, and which of them answer."""

import csv
import io

import pytest
from django.http import QueryDict

from directory.models import Organisation, Site
from directory.selection import OrganisationSelection
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


def found(question):
    return {row.slug for row in OrganisationSelection(QueryDict(question)).rows}


def test_nothing_asked_gives_all_by_folded_name():
    rows = list(OrganisationSelection(QueryDict()).rows)

    assert len(rows) == Organisation.objects.count()
    assert [row.sort_key for row in rows] == sorted(row.sort_key for row in rows)


def test_roles_at_sites_and_at_machines_are_alternatives():
    assert "csc" in found("role=host")
    assert "it4innovations" not in found("role=coordinator&country=FI")
    assert found("role=host&role=operator") == found("role=host") | found("role=operator")
    assert found("role=host&country=FI") == {"csc"}


def test_a_role_at_an_unpublished_site_is_none():
    with recorded():
        site = Site.objects.get(slug="lumi-ai-factory")
        site.published = False
        site.save()

    assert found("role=host&country=FI") == set()
    assert found("role=operator&country=FI") == {"csc"}


def test_each_option_gives_as_many_as_it_promises():
    for facet in OrganisationSelection(QueryDict()).facets:
        for option in facet.options:
            assert len(found(option.query[1:])) == option.count


@pytest.mark.parametrize("question", ["role=boss", "country=XX", "rolle=host", "sort=size"])
def test_a_wrong_question_has_no_answer(client, question):
    response = client.get(f"/organisations/?{question}")

    assert response.status_code == 400
    assert response.context["selection"].count == 0
    assert "/organisations/csc/" not in response.content.decode()
    assert client.get(f"/organisations.csv?{question}").status_code == 400


def test_page_and_data_have_the_same_organisations(client):
    question = "?country=DE&sort=-name"

    page = client.get(f"/organisations/{question}").context["selection"].page
    text = client.get(f"/organisations.csv{question}").content.decode("utf-8-sig")
    data = client.get(f"/organisations.json{question}").json()["organisations"]

    shown = [row.slug for row in page]
    assert shown == [row["slug"] for row in csv.DictReader(io.StringIO(text))]
    assert shown == [row["slug"] for row in data]
