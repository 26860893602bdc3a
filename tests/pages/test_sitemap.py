"""The sitemap: every public page with the day of its last change; walked, all of it answers."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.contrib.sitemaps import Sitemap
from django.http import QueryDict
from django.urls import resolve, reverse

from directory.editing import guard
from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from directory.formats import formats_of
from directory.models import Edition, Site
from directory.pages.sitemap import PAGES as OTHER_PAGES
from directory.pages.sitemap import PARTS, Pages
from directory.selection import SELECTIONS
from tests.factories import make_site, make_supercomputer, recorded

pytestmark = pytest.mark.usefixtures("network")

HOST = "http://testserver"
PROTOCOL = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
LISTS = {page: s for s in SELECTIONS.values() for page in s.pages.values()}
#: What the parity contract asks of every list already.
ELSEWHERE = ("csv", "json", "geojson", "kml", "xlsx")
RECORDS = {s.record_page: s for s in SELECTIONS.values() if s.record_page}


def read(client, address):
    """Return the paths that a sitemap or its index names, each with its day."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    found = {}
    for named in ElementTree.fromstring(response.content):
        address = named.findtext(f"{PROTOCOL}loc")
        assert address.startswith(f"{HOST}/")
        found[address.removeprefix(HOST)] = named.findtext(f"{PROTOCOL}lastmod")
    return found


def part(client, name):
    return read(client, f"/sitemap-{name}.xml")


def walk(client, addresses):
    """Ask for pages and for all of their twins."""
    wrong = {}
    for address in addresses:
        page = client.get(address)
        canonical = CANONICAL.search(page.content.decode())
        if (
            page.status_code != 200
            or not page["Content-Type"].startswith("text/html")
            or "noindex" in page.content.decode()
            or (canonical and canonical[1] != address)
        ):
            wrong[address] = page.status_code
        for twin, media_type in twins_of(address):
            data = client.get(twin)
            if data["Content-Type"] != media_type or not sum(map(len, data)):
                wrong[twin] = data.status_code
    return wrong


def twins_of(address):
    """Yield the address and the media type of each format that a page of a list can be had in."""
    match = resolve(urlsplit(address).path)
    selection, keys = LISTS.get(match.view_name), []
    if match.view_name in RECORDS:
        selection, keys = RECORDS[match.view_name], [*map(str, match.kwargs.values())]
    if selection:
        asked = selection(QueryDict(), *keys)
        for suffix, format_ in formats_of(asked.name).items():
            if keys or suffix not in ELSEWHERE:
                yield asked.url_for(suffix), format_.media_type


def test_the_index_names_a_part_for_each_kind_of_record_that_has_pages(client):
    parts = read(client, "/sitemap.xml")

    assert list(parts) == [f"/sitemap-{name}.xml" for name in PARTS]
    assert {resolve(next(iter(read(client, address)))).view_name for address in parts} == {
        "directory:home",
        *RECORDS,
    }
    assert {str(Edition.current().day)} == {moment[:10] for moment in parts.values()}


def test_the_lists_and_the_pages_of_no_record_have_a_part(client):
    pages = {resolve(page).view_name for page in part(client, "pages")}

    assert pages == set(Pages().items())
    assert pages >= {*LISTS.keys() - {"directory:editions"}}  # which leads to the changes
    assert pages - {*LISTS} == {f"directory:{page}" for page in OTHER_PAGES}


@pytest.mark.parametrize("page", Pages().items())
def test_each_of_them_answers_and_lists_do_as_feeds_and_linked_data(client, page):
    assert walk(client, [reverse(page)]) == {}


@pytest.mark.parametrize("name", [name for name in PARTS if name != "pages"])
def test_a_record_of_each_kind_answers_in_every_format(client, name):
    assert walk(client, list(part(client, name))[-1:]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in PARTS if name != "pages"])
def test_every_record_answers_in_every_format(client, name):
    assert walk(client, part(client, name)) == {}


def test_a_record_is_as_old_as_the_last_edition_that_changed_it(client):
    with guard.lifted():
        Edition.objects.filter(pk=1).update(made_at="2026-11-20T12:00:00Z")
    with recorded():
        Site.objects.filter(pk="jaif").update(city="Aachen")

    sites = part(client, "sites")

    assert sites.pop("/sites/jaif/") == "2026-11-22"
    assert set(sites.values()) == {"2026-11-20"}
    assert part(client, "editions") == {"/editions/2/": "2026-11-22", "/editions/1/": "2026-11-20"}
    assert set(part(client, "pages").values()) == {"2026-11-22"}


def test_what_is_not_public_any_more_or_not_yet_is_left_out(client):
    make_site("secret", published=False)
    make_supercomputer("gone")
    before = part(client, "supercomputers")

    withdraw(KINDS["supercomputers"], "gone", who="maria", reason="It was counted twice.")

    assert set(before) - set(part(client, "supercomputers")) == {"/supercomputers/gone/"}
    assert "/sites/secret/" not in part(client, "sites")
    assert len(part(client, "sites")) == Site.objects.public().count()


def test_more_records_take_no_more_queries(queries_of):
    addresses = ("/sitemap.xml", "/sitemap-sites.xml", "/sitemap-supercomputers.xml")
    before = [queries_of(address) for address in addresses]
    for _ in range(3):
        make_site()
        make_supercomputer()

    assert [queries_of(address) for address in addresses] == before


def test_a_long_part_comes_in_pages(client, monkeypatch):
    monkeypatch.setattr(Sitemap, "limit", 20)

    parts = [address for address in read(client, "/sitemap.xml") if "-sites" in address]

    assert parts[:2] == ["/sitemap-sites.xml", "/sitemap-sites.xml?p=2"]
    found = [page for address in parts for page in read(client, address)]
    assert len(found) == len(set(found)) == Site.objects.public().count()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sitemap-nothing.xml", 404),
        ("/sitemap-sites.xml?p=9", 404),
        ("/sitemap-sites.xml?p=%00", 404),
        ("/sitemap-sites.xml?page=1", 400),
        ("/sitemap.xml?p=1", 400),
    ],
)
def test_what_there_is_not_is_a_problem(client, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.usefixtures("empty_directory")
def test_a_directory_without_records_has_a_sitemap(client):
    assert part(client, "pages")
    assert part(client, "sites") == {}


def test_the_sitemap_is_asked_again_only_after_an_edition(client):
    known = client.get("/sitemap.xml")["ETag"]

    assert client.get("/sitemap.xml", headers={"if-none-match": known}).status_code == 304
    make_site()
    assert client.get("/sitemap.xml", headers={"if-none-match": known}).status_code == 200
