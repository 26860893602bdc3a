"""Every record can be taken away under the address of its page, also as it once stood."""

import pytest
from django.http import QueryDict

from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from directory.selection import SELECTIONS
from tests.edits import LUMI, edit
from tests.factories import make_organisation, make_site, recorded

pytestmark = pytest.mark.usefixtures("network")

RECORDS = {
    "sites": LUMI,
    "supercomputers": "lumi",
    "countries": "FI",
    "waves": "wave-3",
    "organisations": "csc",
    "sectors": "health",
    "sources": "limes-path",
    "claims": "c-gf-deadline-nov",
    "numbers": "factories_total",
    "editions": "1",
}


@pytest.mark.parametrize("name", RECORDS)
def test_the_twin_of_a_record_is_its_row_alone(client, name):
    selection = SELECTIONS[name](QueryDict(), RECORDS[name])

    (row,) = client.get(selection.url_for("json")).json()[name]
    assert str(next(iter(row.values()))) == RECORDS[name]


def test_an_unknown_record_is_a_problem(client):
    addresses = [f"/{SELECTIONS[name].path_names()[0]}/nope.json" for name in RECORDS]
    for name in ("countries", "editions"):  # whose keys are no slugs
        addresses += [f"/{name}/{key}.csv" for key in ("XX", "0", "01", "9" * 30, "9" * 5000)]
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"


def test_a_record_is_not_there_before_its_day(client):
    for address in (f"/sites/{LUMI}", "/waves/wave-1"):
        before = client.get(f"{address}.json?as_of=2024-12-09")
        assert before.status_code == 404
        assert "was not announced by 2024-12-09" in before.json()["detail"]
        assert client.get(f"{address}.json?as_of=2024-12-10").status_code == 200


@pytest.mark.parametrize("address", ["/editions/1.json", "/sources/limes-path.csv"])
def test_a_record_that_is_the_same_on_every_day_takes_none(client, address):
    assert client.get(f"{address}?as_of=2025-01-01").status_code == 400


def test_a_withdrawn_record_is_gone(client):
    make_site("old-site", name="Old site")
    make_organisation("old-lab", name="Old lab")
    for kind, slug in (("sites", "old-site"), ("organisations", "old-lab")):
        withdraw(KINDS[kind], slug, who="maria", reason="Closed.")
        response = client.get(f"/{kind}/{slug}.csv")
        assert (response.status_code, response.json()["slug"]) == (410, slug)


@pytest.mark.parametrize(
    ("written", "code"), [("fi", "FI"), ("EL", "GR"), ("el", "GR"), ("uk", "GB")]
)
def test_other_ways_to_write_a_country_lead_to_its_code(client, written, code):
    response = client.get(f"/countries/{written}.json?as_of=2025-01-01")

    address = f"/countries/{code}.json?as_of=2025-01-01"
    assert (response.status_code, response["Location"]) == (301, address)


def test_what_has_no_page_of_its_own_has_no_twin(client):
    for name in SELECTIONS.keys() - RECORDS.keys():
        row = SELECTIONS[name](QueryDict()).found[0]
        address = f"/{SELECTIONS[name].path_names()[0]}/{row.pk}.json"
        assert client.get(address).status_code == 404, address


def kept(client, edition, slug=LUMI):
    return client.get(f"/editions/{edition}/sites/{slug}.json")


def test_a_record_as_it_stood_can_be_taken_away_in_its_record_form(client):
    edit(city="Oulu")
    with recorded("nothing about LUMI"):
        make_organisation()

    then, now = kept(client, 1).json(), kept(client, 3).json()
    assert (then["record"]["city"], now["record"]["city"]) == ("Kajaani", "Oulu")
    assert isinstance(then["record"]["latitude"], float)
    assert (then["edition"], now["edition"], now["kept_since"]) == (1, 3, 2)
    assert then["licence"] == "CC-BY-4.0"
    assert then["data_address"] == f"http://testserver/editions/1/sites/{LUMI}.json"
    page = client.get(f"/editions/1/sites/{LUMI}/").content.decode()
    assert f'href="/editions/1/sites/{LUMI}.json"' in page
    assert kept(client, 1)["Access-Control-Allow-Origin"] == "*"


def test_what_was_not_kept_or_is_not_public_is_no_data(client):
    make_site("secret", published=False)

    for edition, slug in ((1, "nope"), (2, "secret"), (99, LUMI), ("9" * 30, LUMI)):
        response = kept(client, edition, slug)
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert client.get(f"/editions/1/sites/{LUMI}.json?as_of=2025-01-01").status_code == 400
    edit(published=False)
    assert kept(client, 1).status_code == 404


def test_a_record_that_an_edition_removed_is_null_there(client):
    make_organisation("old-lab")
    edition = withdraw(KINDS["organisations"], "old-lab", who="maria", reason="Closed.")

    then = client.get(f"/editions/{edition.number - 1}/organisations/old-lab.json").json()
    assert then["record"]["name"] == "old-lab"
    now = client.get(f"/editions/{edition.number}/organisations/old-lab.json").json()
    assert now["record"] is None
