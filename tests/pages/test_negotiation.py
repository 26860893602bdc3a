"""The address of a list or a record answers as data to who asks for data."""

import pytest

pytestmark = pytest.mark.usefixtures("network")

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGES = ["/sites/?country=PL", "/map/", "/countries/FI/"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("accepted", "answered"),
    [
        (BROWSER, "text/html"),
        ("*/*", "text/html"),
        ("image/png", "text/html"),
        ("text/html; x*=foo''bar", "text/html"),
        ("", "text/html"),
        ("text/csv; header=present; charset=utf-8", "text/csv"),
        ("text/html;q=0.5, text/csv;q=0.4, */*;q=0.1", "text/html"),
        ("text/csv", "text/csv"),
        ("application/json, text/plain, */*", "application/json"),
        ("text/html;q=0.5, application/geo+json", "application/geo+json"),
    ],
)
def test_the_preferred_media_type_is_answered(client, address, accepted, answered):
    response = client.get(address, headers={"accept": accepted})

    assert response.status_code == 200
    assert response["Content-Type"].partition(";")[0] == answered
    assert "Accept" in response["Vary"]
    if answered != "text/html":
        twin = client.get(response["Content-Location"])
        assert twin["Content-Type"] == response["Content-Type"]
        assert twin["Content-Disposition"] == response["Content-Disposition"]


def test_a_twin_at_the_address_of_its_page_has_a_validator_of_its_own(client):
    csv = client.get("/sites/", headers={"accept": "text/csv"})
    json = client.get("/sites/", headers={"accept": "application/json"})

    assert csv["ETag"] != json["ETag"]
    again = {"accept": "text/csv", "if-none-match": csv["ETag"]}
    assert client.get("/sites/", headers=again).status_code == 304
    other = {"accept": "application/json", "if-none-match": csv["ETag"]}
    assert client.get("/sites/", headers=other).status_code == 200


def test_what_is_wrong_is_a_problem_where_data_are_asked_for(client):
    wrong = client.get("/sites/?cuntry=PL", headers={"accept": "text/csv"})
    missing = client.get("/sites/no-such-site/", headers={"accept": "application/json"})

    one_page = client.get("/sources/?page=2", headers={"accept": "application/json"})

    assert (wrong.status_code, one_page.status_code, missing.status_code) == (400, 400, 404)
    assert (
        one_page["Content-Type"]
        == wrong["Content-Type"]
        == missing["Content-Type"]
        == "application/problem+json"
    )
