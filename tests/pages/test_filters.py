"""The form of the filters and the legend of the map, as they stand in the page."""

import re

import pytest

pytestmark = pytest.mark.usefixtures("network")


def element(content, start, end):
    """Return the part of a page from the tag that starts with `start`."""
    begin = content.index(start)
    return content[begin : content.index(end, begin)]


def test_long_filters_open_only_where_something_in_them_is_chosen(content):
    page = content("/sites/?country=FI")

    assert " open" in element(page, '<details class="facet" id="filter-country"', ">")
    assert " open" not in element(page, '<details class="facet" id="filter-sector"', ">")


def test_each_option_shows_its_count_and_empty_ones_are_grey(content):
    options = element(content("/sites/?kind=antenna"), 'id="filter-wave"', "</fieldset>")

    labels = re.findall(
        r'<label class="choice( choice--empty)?" for="choice-wave-([\w-]+)"', options
    )
    counts = re.findall(r'<span class="choice__count">(\d+)</span>', options)
    assert dict(zip([slug for _, slug in labels], counts, strict=True)) == {
        "wave-1": "0",
        "wave-2": "0",
        "wave-3": "0",
        "antennas-2025": "13",
        "gigafactories-2026": "0",
    }
    assert [slug for grey, slug in labels if not grey] == ["antennas-2025"]


def test_a_wrong_question_greys_nothing_and_opens_the_filters(content):
    page = content("/sites/?status=zzz")

    assert "choice--empty" not in page
    assert "choice__count" not in page
    assert " checked" in element(page, '<input class="filters__switch"', ">")


def test_the_box_on_the_map_is_kept_by_the_form_and_never_shown_as_a_field(content):
    page = content("/map/?bbox=5,45,15,55")

    assert '<input type="hidden" name="bbox" value="5,45,15,55">' in page
    assert 'id="filter-bbox"' not in page


def test_the_legend_filters_without_javascript(client):
    page = client.get("/map/?wave=wave-1").content.decode()
    links = re.findall(r'class="legend__filter[^"]*" href="([^"]*)"', page)

    assert "/map/?kind=factory&amp;wave=wave-1" in links
    assert "/map/" in links  # removes the wave that is chosen
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200
