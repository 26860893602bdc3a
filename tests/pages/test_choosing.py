"""Choosing what to compare: on lists, on the map and on the pages of records."""

import re

import pytest

from tests.pages.reading import links, part

pytestmark = pytest.mark.usefixtures("network")


def test_boxes_on_the_list_belong_to_the_comparison(content):
    page = content("/sites/?country=FI&compare=lumi-ai-factory&compare=skaiat&as_of=2026-06-01")

    boxes = re.findall(r'<input type="checkbox" form="comparison" [^>]*>', page)
    assert len(boxes) == 1
    assert 'name="site" value="lumi-ai-factory"' in boxes[0]
    assert boxes[0].endswith(" checked>")
    bar = part(page, '<form class="comparebar"', "</form>")
    assert 'name="site" value="skaiat"' in bar
    assert 'name="as_of" value="2026-06-01"' in bar


@pytest.mark.parametrize(("page", "other"), [("/sites/", "/map/"), ("/map/", "/sites/")])
def test_what_is_chosen_goes_along_from_page_to_page(content, page, other):
    chosen = "compare=it4lia&compare=skaiat"
    found = content(f"{page}?kind=factory&country=FI&{chosen}")

    assert f"{other}?kind=factory&country=FI&{chosen}" in links(found)
    assert f"{page}?country=FI&{chosen}" in links(found)  # without the kind
    assert f"{page}?{chosen}" in links(found)  # without any filter
    form = part(found, '<form method="get"', "</form>")
    assert '<input type="hidden" name="compare" value="skaiat">' in form


def test_what_is_chosen_narrows_nothing_and_is_no_part_of_the_data(client, content):
    page = content("/sites/?compare=it4lia")

    assert client.get("/sites.json?compare=it4lia").json()["count"] == 32
    assert 'data-count="32"' in page
    assert "/sites.json" in links(page)
    assert '<link rel="canonical" href="/sites/">' in page
    assert 'id="filter-compare"' not in page
    assert 'class="chip"' not in page


@pytest.mark.parametrize("address", ["/sites/", "/map/", "/sites.json", "/sites.geojson"])
def test_an_unknown_choice_is_a_mistake(client, address):
    response = client.get(f"{address}?compare=zzz")

    assert response.status_code == 400
    assert "zzz" in response.content.decode()


def test_the_map_offers_each_site_beside_those_chosen(content):
    page = content("/map/?compare=it4lia&as_of=2026-06-01")

    assert "Chosen to compare:" in page
    assert "/compare/?site=it4lia&site=jaif&as_of=2026-06-01" in links(page)


def test_the_map_offers_no_sixth(content):
    five = ["gaia-ai-factory", "hammerhai", "it4lia", "jaif", "skaiat"]
    page = content("/map/?" + "&".join(f"compare={slug}" for slug in five))

    assert "No more than these" in page
    assert not any("site=lumi-ai-factory" in link for link in links(page))


@pytest.mark.parametrize(
    ("page", "kind", "slug"),
    [("/sites/it4lia/", "site", "it4lia"), ("/supercomputers/lumi/", "supercomputer", "lumi")],
)
def test_a_record_leads_to_its_comparison(content, page, kind, slug):
    assert f"/compare/?{kind}={slug}" in links(content(page))
    day = "as_of=2026-06-01"
    assert f"/compare/?{kind}={slug}&{day}" in links(content(f"{page}?{day}"))


def test_machines_are_chosen_on_their_list(content):
    page = content("/supercomputers/?compare=lumi&country=IT")

    assert 'form="comparison" name="supercomputer" value="leonardo"' in page
    assert 'name="supercomputer" value="lumi"' in part(page, 'class="comparebar"', "</form>")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/sites/?site=it4lia&site=skaiat", ["it4lia", "skaiat"]),
        ("/sites/?site=it4lia&site=skaiat&kind=antenna", ["skaiat"]),
        ("/map/?site=it4lia", ["it4lia"]),
        ("/supercomputers/?supercomputer=lumi&supercomputer=alps", ["alps", "lumi"]),
    ],
)
def test_rows_are_named_one_by_one_and_each_name_is_a_chip(client, address, found):
    response = client.get(address)
    selection = response.context["selection"]

    assert [row.pk for row in selection.page] == found
    named = [chip for chip in selection.chips if chip.label in ("Site", "Supercomputer")]
    assert len(named) == address.count("site=") + address.count("supercomputer=")
    assert 'type="hidden" name="s' in response.content.decode()
