"""What pages tell programs in the words of schema.org: the way to them, and what they show."""

import json
import re

import pytest
from django.test import override_settings

from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from directory.formats import formats_of
from directory.models import Claim, Organisation, Sector, Source, Wave
from directory.selection import SELECTIONS
from directory.templatetags.linked_data import RECORDS, linked_data
from tests.edits import LUMI
from tests.factories import make_organisation

PORTAL = "http://testserver/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def nodes_in(page):
    (text,) = BLOCK.findall(page)
    return json.loads(text)["@graph"]


@pytest.fixture
def blocks(content, network):
    """Return the nodes of the page at an address, by what they are."""
    return lambda address: {node["@type"]: node for node in nodes_in(content(address))}


def records() -> dict[str, str]:
    """Return a page of each kind of record by the name of the page."""
    return {
        "claim": f"/ledger/{Claim.objects.first().pk}/",
        "country": "/countries/FI/",
        "organisation": f"/organisations/{Organisation.objects.exclude(website='').first().pk}/",
        "sector": f"/sectors/{Sector.objects.first().pk}/",
        "site": "/sites/lumi-ai-factory/",
        "source": f"/sources/{Source.objects.first().pk}/",
        "supercomputer": "/supercomputers/lumi/",
        "wave": f"/waves/{Wave.objects.first().pk}/",
    }


def test_a_page_says_of_its_record_what_its_twin_says(client, network, django_assert_num_queries):
    pages = records()
    on_pages, in_twins = {}, {}
    for name, page in pages.items():
        context = client.get(page).context[0]  # of the page, not of a part of it
        with django_assert_num_queries(0):
            on_pages[name] = nodes_in(linked_data(context))[-1]
        in_twins[name] = json.loads(b"".join(client.get(f"{page[:-1]}.jsonld")))["@graph"][-1]

    assert set(pages) == set(RECORDS)
    assert on_pages == in_twins


@pytest.mark.parametrize("page", ["/", "/sites/?country=FI", "/ledger/"])
def test_what_a_page_says_is_read_from_what_it_shows(
    client, network, page, django_assert_num_queries
):
    context = client.get(page).context[0]

    with django_assert_num_queries(0):
        assert nodes_in(linked_data(context))


def test_the_way_to_a_page_ends_with_the_page(blocks):
    way = blocks("/sites/lumi-ai-factory/?as_of=2026-01-31")["WebPage"]["breadcrumb"]

    assert way["@type"] == "BreadcrumbList"
    assert [(step["position"], step["name"], step["item"]) for step in way["itemListElement"]] == [
        (1, "Sites", f"{PORTAL}sites/?as_of=2026-01-31"),
        (2, "Finland", f"{PORTAL}countries/FI/?as_of=2026-01-31"),
        (3, "LUMI AI Factory", f"{PORTAL}sites/lumi-ai-factory/?as_of=2026-01-31"),
    ]


@pytest.mark.parametrize("page", ["/sites/?country=DE&country=FI", "/map/", "/sources/"])
def test_a_list_says_how_many_it_lists(client, blocks, page):
    nodes = blocks(page)

    assert nodes["ItemList"]["numberOfItems"] == client.get(page).context["selection"].count
    assert nodes["CollectionPage"]["mainEntity"]["@id"] == nodes["ItemList"]["@id"]
    assert nodes["CollectionPage"]["url"] == f"{PORTAL[:-1]}{page}"


@override_settings(PUBLISHER_NAME="Institute of Examples", PUBLISHER_URL="https://example.org/")
def test_the_front_page_names_the_publisher_and_how_to_search(client, blocks):
    nodes = blocks("/")
    search = nodes["WebSite"]["potentialAction"]["target"]["urlTemplate"]

    assert nodes["Organization"]["name"] == "Institute of Examples"
    assert nodes["Organization"]["url"] == "https://example.org/"
    assert nodes["WebSite"]["publisher"]["@id"] == nodes["Organization"]["@id"]
    assert client.get(search.replace("{search_term_string}", "lumi")).status_code == 200


def test_the_page_about_data_is_a_catalogue_of_every_list_in_every_format(blocks):
    datasets = blocks("/data/")["DataCatalog"]["dataset"]

    assert {one["@id"].partition("#")[2]: len(one["distribution"]) for one in datasets} == {
        name: len(formats_of(name)) for name in SELECTIONS
    }
    assert all(50 <= len(one["description"]) <= 5000 for one in datasets)
    assert {one["temporalCoverage"] for one in datasets} == {"2024-12-10/2026-11-22"}
    sites = datasets[0]["distribution"][0]
    assert sites["contentUrl"] == f"{PORTAL}sites.csv"
    assert sites["encodingFormat"] == "text/csv"


def test_no_text_of_a_record_can_end_the_block(content, network):
    name = "R&D </script><script>alert(1)</script><!--"
    page = content(make_organisation(name=name).get_absolute_url())
    (text,) = BLOCK.findall(page)

    assert json.loads(text)["@graph"][-1]["name"] == name
    assert not {"<", ">", "&"} & set(text)


def test_there_is_no_block_where_nothing_is_shown(client, network):
    withdraw(KINDS["sites"], LUMI, who="maria", reason="It was counted twice.")
    statuses = {
        address: (answer.status_code, BLOCK.findall(answer.content.decode()))
        for address in ("/sites/lumi-ai-factory/", "/sites/nothing/", "/sites/?x=1", "/find/?x=1")
        for answer in [client.get(address)]
    }

    assert statuses == {
        "/sites/lumi-ai-factory/": (410, []),
        "/sites/nothing/": (404, []),
        "/sites/?x=1": (400, []),
        "/find/?x=1": (400, []),
    }
