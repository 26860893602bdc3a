"""robots.txt, llms.txt and security.txt tell programs what is true."""

import datetime
import re
from urllib.robotparser import RobotFileParser

import pytest
from django.test import override_settings
from django.test.utils import override_script_prefix
from django.urls import resolve

from directory.columns import COLUMNS
from directory.formats import formats_of
from directory.pages.taken import pages
from directory.selection import LISTS, SELECTIONS
from directory.selection.chosen import COMPARE

pytestmark = pytest.mark.usefixtures("network")

HOST = "http://testserver"
LINK = re.compile(r"\]\(([^)]*)\)")
ROBOTS, LLMS, SECURITY = "/robots.txt", "/llms.txt", "/.well-known/security.txt"
NAMED = override_settings(SECURITY_CONTACT="mailto:security@example.org", SECURITY_POLICY="")


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def robot(client):
    parser = RobotFileParser()
    parser.parse(text(client, ROBOTS).splitlines())
    return parser


@pytest.mark.parametrize(
    "address", ["/", "/sites/", "/sites/jaif/", "/sites.csv?country=PL", "/data/", "/api/v1/sites/"]
)
def test_robots_may_ask_for_what_is_public(client, address):
    assert robot(client).can_fetch("AnyBot", f"{HOST}{address}")


@pytest.mark.parametrize(
    "address", ["/search/?q=x", "/search.json?q=x", "/report/?page=/sites/", "/admin/login/"]
)
def test_robots_keep_out_of_searches_forms_and_the_admin(client, address):
    assert not robot(client).can_fetch("AnyBot", f"{HOST}{address}")


def test_robots_keep_out_of_combined_filters_and_find_the_sitemap(client):
    told = text(client, ROBOTS)

    assert (
        "\nDisallow: /*?*&\n" in told
    )  # a pattern of RFC 9309, which Python's parser is too old for
    assert robot(client).site_maps() == [f"{HOST}/sitemap.xml"]
    assert client.get("/sitemap.xml").status_code == 200


@override_settings(ADMIN_PATH="office/editing")
def test_a_path_of_the_admin_that_was_chosen_is_told_to_nobody(client):
    assert "office" not in text(client, ROBOTS)
    assert "admin" not in text(client, ROBOTS)


def test_llms_begins_as_its_form_wants_and_tells_edition_licence_and_citation(client):
    told = text(client, LLMS)
    heading, empty, summary, *_rest = told.splitlines()

    assert (heading, empty) == ("# AI Factories Portal", "")
    assert summary.startswith("> ")
    assert "It is at edition 1 of 22 November 2026" in told
    assert "CC BY 4.0" in told
    assert f"edition 1 (22 November 2026). {HOST}/editions/1/" in told.partition("Cite as: ")[2]
    assert "&#" not in told
    assert "&quot;" not in told


def test_every_address_in_llms_is_absolute_and_answers(client):
    addresses = LINK.findall(text(client, LLMS))

    assert len(addresses) == len(set(addresses)) > 40
    wrong, walked = {}, set()
    for address in addresses:
        assert address.startswith(f"{HOST}/")
        match = resolve(address.removeprefix(HOST))
        if match.view_name == "data:selection":
            assert match.kwargs["suffix"] in formats_of(LISTS[match.kwargs["name"]].name)
        elif match.view_name in pages():
            pass  # lists answer: the walk of the sitemap asks them
        elif (status := client.get(address, follow=True).status_code) != 200:
            wrong[address] = status
        walked.add(match.view_name)
    assert wrong == {}
    assert walked >= {"directory:data", "api:index", "api:openapi", "ogc:landing", "data:catalog"}


def test_llms_names_every_list_with_its_columns_and_filters(client):
    lines = text(client, LLMS).splitlines()

    for name, selection in SELECTIONS.items():
        (line,) = [line for line in lines if f"/{selection.path_names()[0]}.json)" in line]
        assert f"[{selection.title} as JSON]" in line
        filters = {*selection.filterset_class.base_filters} - {COMPARE}
        for word in (*(c.name for c in COLUMNS[name]), *filters):
            assert re.search(rf"\b{word}\b", line), (name, word)


def test_without_a_contact_there_is_no_security_txt(client):
    response = client.get(SECURITY)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@override_settings(SECURITY_CONTACT="https://example.org/tell", SECURITY_POLICY="https://e.org/p")
def test_security_txt_has_the_fields_of_its_standard(client):
    fields = dict(line.split(": ", 1) for line in text(client, SECURITY).splitlines())

    expires = datetime.datetime.fromisoformat(fields.pop("Expires"))
    today = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    assert datetime.timedelta(days=30) < expires - today < datetime.timedelta(days=365)
    assert fields == {
        "Contact": "https://example.org/tell",
        "Preferred-Languages": "en",
        "Canonical": f"{HOST}{SECURITY}",
        "Policy": "https://e.org/p",
    }


@NAMED
def test_security_txt_leaves_out_a_policy_that_there_is_not(client):
    told = text(client, SECURITY)

    assert "Contact: mailto:security@example.org\n" in told
    assert "Policy" not in told


@NAMED
@pytest.mark.parametrize("address", [ROBOTS, LLMS, SECURITY])
def test_they_are_open_data_read_only_and_take_no_parameter(client, address):
    response = client.get(address)
    assert response["Cache-Control"].startswith("public")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.head(address).content == b""
    assert client.post(address).status_code == 405
    assert client.get(f"{address}?x=1").status_code == 400
    assert not client.cookies


@override_script_prefix("/factories/")
def test_below_a_path_every_address_has_it(client):
    assert "\nDisallow: /factories/search/\n" in text(client, ROBOTS)
    assert f"Sitemap: {HOST}/factories/sitemap.xml" in text(client, ROBOTS)
    assert all(link.startswith(f"{HOST}/factories/") for link in LINK.findall(text(client, LLMS)))
