"""Countries, waves, sectors, numbers, editions: page and data are one list of public records."""

import json

import pytest

from directory.columns import COLUMNS
from directory.models import Edition, Service, SiteOrganisation, Version
from directory.selection import SELECTIONS
from tests.edits import LUMI, edit
from tests.factories import (
    make_country,
    make_organisation,
    make_site,
    make_supercomputer,
    make_wave,
    recorded,
)

pytestmark = pytest.mark.usefixtures("network")

NEW = ["countries", "waves", "sectors", "services", "accelerators", "policies", "claim-topics"]
NEW += ["finder-rules", "assumptions", "editions", "numbers"]
DAYS = ["", "?as_of=2025-03-12", "?as_of=2024-12-09"]


def rows(client, address):
    found = client.get(address).json()
    (name,) = SELECTIONS.keys() & found.keys()
    assert found["count"] == len(found[name])
    return found[name]


@pytest.mark.parametrize("query", ["", "?as_of=2024-12-09", "?as_of=2025-03-12&sort=-name"])
@pytest.mark.parametrize("name", ["countries", "waves", "sectors"])
def test_page_and_data_are_the_same_rows(client, name, query):
    page = client.get(f"/{name}/{query}")
    shown = [row.slug for row in page.context["selection"].page]

    assert [row["slug"] for row in rows(client, f"/{name}.json{query}")] == shown
    marks = [page.content.decode().find(f'="{slug}"') for slug in shown]
    assert -1 not in marks
    assert marks == sorted(marks)


@pytest.mark.parametrize("day", DAYS)
def test_numbers_are_the_same_on_their_page_and_as_data(client, day):
    page = client.get(f"/numbers/{day}")
    numbers = rows(client, f"/numbers.json{day}")

    shown = [(row.pk, row.count.in_words) for row in page.context["selection"].page]
    assert [(row["name"], row["in_words"]) for row in numbers] == shown
    for row in numbers:
        assert (row["comparator"] == "=") == (row["value"] == row["value_at_most"])


@pytest.mark.parametrize("name", ["countries", "waves", "sectors", "numbers"])
def test_pages_offer_their_data_as_of_the_same_day(client, name):
    page = client.get(f"/{name}/?as_of=2025-03-12")

    address = f"/{name}.csv?as_of=2025-03-12"
    assert f'href="{address}"' in page.content.decode().partition("</head>")[0]
    assert f'href="{address}"' in page.content.decode().partition("</head>")[2]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("as_of=soon", "as_of"), ("colour=red", "colour"), ("sort=size", "sort"), ("page=0", "page")],
)
def test_what_cannot_be_asked_is_refused(client, query, parameter):
    for address in ("/countries.json", "/finder-rules.json"):  # with a page, and without
        data = client.get(f"{address}?{query}")
        assert (data.status_code, data.json()["errors"][0]["parameter"]) == (400, parameter)
    page = client.get(f"/countries/?{query}")
    assert page.status_code == 400
    assert parameter in page.content.decode()


def test_filters_that_a_page_has_no_form_for_are_told_and_can_be_removed(client):
    page = client.get("/countries/?hosts=antenna&country=FI&country=CH").content.decode()

    assert "1 country" in page
    assert "Remove all filters" in page
    assert "takes part in the EuroHPC" not in page
    none = client.get("/waves/?kind=antenna&as_of=2025-03-12").content.decode()
    assert "No wave fits all of these filters." in none


def test_no_list_names_or_counts_an_unpublished_site(client):
    with recorded("LUMI is to stay a secret."):
        pass
    before = {row["name"]: row["value"] for row in rows(client, "/numbers.json")}
    make_site("secret-site", published=False, name="Secret site")
    edit(published=False)

    for name in NEW:
        for row in rows(client, f"/{name}.json"):
            texts = json.dumps([row.get(key) for key in ("sites", "factories", "counted", "why")])
            assert LUMI not in texts, name
            assert "secret" not in json.dumps(row).lower(), name
    assert (
        rows(client, "/numbers/factories_total.json")[0]["value"] == before["factories_total"] - 1
    )
    finland = rows(client, "/countries/FI.json")[0]
    assert (finland["factories_count"], finland["factories"]) == (0, [])


def test_an_edition_counts_public_changes_and_tells_why_where_that_is_public(client):
    make_organisation("open-lab")
    edit(summary="New words.")
    edit(published=False)

    newest, changed, added, *_older = rows(client, "/editions.json")
    number = Edition.current_number()
    assert [row["number"] for row in (newest, changed, added)] == [number, number - 1, number - 2]
    assert (newest["changes"], newest["why"]) == (0, None)
    assert (changed["changes"], changed["why"]) == (0, None)
    assert (added["changes"], added["why"]) == (1, "test")
    assert rows(client, "/editions.json?as_of=2020-01-01") == []
    assert Version.objects.filter(edition=number).exists()


def test_a_service_and_a_policy_are_those_of_the_day(client):
    training = Service.objects.get(pk="training")
    now = {row["slug"]: row for row in rows(client, "/services.json")}
    then = {row["slug"]: row for row in rows(client, "/services.json?as_of=2024-12-10")}
    assert now["training"]["sites_count"] == training.sites.filter(published=True).count()
    assert set(then["training"]["sites"]) < set(now["training"]["sites"])

    policies = rows(client, "/policies.json?as_of=2025-06-01")
    assert policies
    assert all(row["latest"] <= "2025-06-01" for row in policies)
    assert len(policies) < len(rows(client, "/policies.json"))


def test_values_are_what_their_columns_say(client):
    for name in NEW:
        columns = {column.name: column for column in COLUMNS[name]}
        for row in rows(client, f"/{name}.json"):
            assert list(row) == list(columns)
            for key, value in row.items():
                accepted = columns[key].choices
                values = value if isinstance(value, list) else [value]
                if accepted and value is not None:
                    assert set(values) <= set(accepted.values), (name, key)


def test_queries_do_not_grow_with_the_rows(queries_of):
    addresses = [f"/{name}.json" for name in NEW] + ["/countries/", "/waves/", "/sectors/"]
    addresses += ["/supercomputers.json?bbox=-180,-90,180,90"]
    before = {address: queries_of(address) for address in addresses}

    for number, code in enumerate(("XA", "XB", "XC")):
        country = make_country(code, eurohpc_participant=True)
        there = {"country": country, "city": code}
        placed = there | {"latitude": 60, "longitude": number, "location_precision": "city"}
        wave = make_wave(f"wave-{code.lower()}")
        site = make_site(wave=wave, **placed)
        other = make_organisation(country=make_country("FI"))
        make_supercomputer(**there)
        with recorded():
            site.sectors.set(["health"])
            site.services.set(["training"])
            site.partner_countries.set(["SE"])
            SiteOrganisation.objects.create(site=site, organisation=other, role="partner")

    assert {address: queries_of(address) for address in addresses} == before
