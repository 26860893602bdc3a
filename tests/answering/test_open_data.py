"""Open data answer anybody from anywhere, are revalidated, and say what is wrong."""

import datetime

import pytest
from django.test import override_settings

from directory import dates
from directory.models import Country
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

ADDRESS = "/sites.json?country=FI"


def revalidated(client, address, validator):
    return client.get(address, headers={"if-none-match": validator})


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get(ADDRESS)

    again = revalidated(client, ADDRESS, first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]


def test_an_edition_changes_every_answer(client):
    first = client.get(ADDRESS)
    with recorded():
        finland = Country.objects.get(pk="FI")
        finland.name = "Suomi"
        finland.save()

    again = revalidated(client, ADDRESS, first["ETag"])

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]
    assert "Suomi" in again.content.decode()


def test_a_new_day_changes_every_answer(client, monkeypatch):
    first = client.get(ADDRESS)
    tomorrow = dates.today() + datetime.timedelta(days=1)
    monkeypatch.setattr(dates, "today", lambda: tomorrow)

    assert revalidated(client, ADDRESS, first["ETag"]).status_code == 200


def test_another_question_or_host_has_another_validator(client):
    validator = client.get(ADDRESS)["ETag"]

    assert revalidated(client, "/sites.json?country=SE", validator).status_code == 200
    assert revalidated(client, "/sites.csv?country=FI", validator).status_code == 200
    with override_settings(ALLOWED_HOSTS=["*"]):
        elsewhere = client.get(ADDRESS, headers={"host": "b.example", "if-none-match": validator})
    assert elsewhere.status_code == 200


def test_nothing_is_there_unchanged_that_is_not_there(client):
    assert revalidated(client, "/sites/no-such-site.json", "*").status_code == 404
    assert revalidated(client, "/sites.json?cuntry=PL", "*").status_code == 400


@pytest.mark.parametrize("address", [ADDRESS, "/sites.json?cuntry=PL", "/sites/nobody.csv"])
def test_scripts_of_other_places_can_read_every_answer(client, address):
    assert client.get(address)["Access-Control-Allow-Origin"] == "*"


def test_a_preflight_is_answered(client):
    response = client.options(
        ADDRESS,
        headers={
            "origin": "https://b.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )

    assert (response.status_code, response.content) == (204, b"")
    assert "GET" in response["Access-Control-Allow-Methods"]
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_data_are_read_only(client, method):
    response = getattr(client, method)(ADDRESS)

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"
