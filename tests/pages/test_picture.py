"""The picture of Europe that the server draws: one link for each site, nothing that lies."""

import re
from itertools import combinations
from math import hypot

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from directory.models import AntennaLink, Site
from directory.pages.europe import HEIGHT, WIDTH, lands, place_of
from directory.pages.picture import APART, EDGE, picture_of
from directory.selection import SiteSelection
from tests.factories import make_country, make_site, recorded

pytestmark = pytest.mark.usefixtures("network")

SPOT = re.compile(r'<a class="spot" href="([^"]*)"')


def picture(question=""):
    return picture_of(SiteSelection(QueryDict(question)).map_rows)


def parts(question=""):
    return {shaded.land.code: shaded.part for shaded in picture(question).lands}


@pytest.mark.parametrize("question", ["", "?kind=antenna", "?country=SK", "?bbox=5,45,15,55"])
def test_each_site_of_the_selection_has_one_link_in_the_picture(client, question):
    response = client.get(f"/map/{question}")

    sites = [site.get_absolute_url() for site in response.context["sites"]]
    assert len(sites) == response.context["selection"].count > 0
    assert SPOT.findall(response.content.decode()) == sites


@pytest.mark.parametrize("question", ["?status=zzz", "?cuntry=PL"])
def test_nothing_is_drawn_where_the_question_is_wrong(client, question):
    content = client.get(f"/map/{question}").content.decode()

    assert 'class="picture"' not in content
    assert "spot" not in content


@pytest.mark.parametrize("question", ["?country=HR", "?as_of=2024-12-09"])
def test_where_no_site_is_found_europe_is_drawn_without_one(client, question):
    content = client.get(f"/map/{question}").content.decode()

    assert 'aria-label="Europe, without a site"' in content
    assert not SPOT.findall(content)


def test_a_site_without_a_place_stands_hollow_at_the_label_of_its_country():
    (spot,) = picture("country=SK").spots

    x, y = place_of(spot.site.country.label_longitude, spot.site.country.label_latitude)
    assert spot.placeless
    assert (spot.x, spot.y) == (round(x, 1), round(y, 1))


def test_north_is_up_and_east_is_right():
    athens, kajaani, galway = place_of(23.7, 38), place_of(27.7, 64.2), place_of(-9, 53.3)

    assert kajaani[1] < galway[1] < athens[1]
    assert galway[0] < athens[0]


def test_the_whole_network_lies_well_inside_the_frame():
    for spot in picture().spots:
        assert EDGE < spot.x < WIDTH - EDGE, spot
        assert EDGE < spot.y < HEIGHT - EDGE, spot


def test_no_two_symbols_overlap():
    for one, other in combinations(picture().spots, 2):
        assert hypot(one.x - other.x, one.y - other.y) > APART - 0.2, (one.site, other.site)


def test_sites_outside_of_the_frame_stand_apart_at_its_edge():
    country = make_country("GL", label_latitude=72, label_longitude=-40)
    slugs = [make_site(country=country).slug for _ in range(30)]

    spots = [spot for spot in picture("country=GL").spots if spot.site.slug in slugs]

    assert len({(spot.x, spot.y) for spot in spots}) == 30
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in spots)


def test_countries_are_shaded_by_their_strongest_part_in_the_selection():
    everything = parts()

    assert everything["FI"] == everything["GR"] == "factory"
    assert everything["CH"] == everything["SK"] == "antenna"
    assert everything["PT"] == everything["NO"] == "partner"
    assert everything["RU"] == everything["UA"] == ""
    assert parts("kind=antenna")["FI"] == ""


def test_letters_of_intent_are_told_from_links():
    links = AntennaLink.objects.filter(antenna__published=True, factory__published=True)

    lines = picture().lines

    assert len(lines) == links.count() > 0
    assert {line.status for line in lines} == {"linked", "letter-of-intent"}
    assert not any(line.leaves for line in lines)


def test_a_link_to_a_factory_that_was_not_asked_for_still_ends_somewhere():
    lines = picture("kind=antenna").lines

    assert len(lines) == len(picture().lines)
    assert all(line.leaves for line in lines)


def test_an_unpublished_site_is_nowhere_in_the_picture():
    with recorded():
        Site.objects.filter(pk="lumi-ai-factory").update(published=False)

    drawn = picture()

    assert "lumi-ai-factory" not in {spot.site.pk for spot in drawn.spots}
    assert parts()["FI"] != "factory"
    linked = AntennaLink.objects.filter(factory__published=True)
    assert len(drawn.lines) == linked.count()


def test_numbers_of_the_drawing_are_the_same_in_every_language():
    with translation.override("de"):
        drawing = render_to_string("directory/parts/picture.html", {"picture": picture()})

    numbers = re.findall(r'\b(?:x|y|x1|y1|x2|y2|cx|cy|r|viewBox)="([^"]*)"', drawing)
    assert len(numbers) > 64
    assert all(re.fullmatch(r"[\d. -]+", number) for number in numbers)
    assert "style=" not in drawing


def test_small_countries_are_drawn_too():
    assert {"LU", "MT", "CY", "LI", "XK", "MK"} <= {land.code for land in lands()}
