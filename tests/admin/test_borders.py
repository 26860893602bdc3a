"""Pins and borders: sites lie in their countries, mistakes are noticed, coasts forgiven."""

import pytest

from directory.admin.helping import borders
from directory.models import Country, Site

pytestmark = pytest.mark.usefixtures("network")


def warned(country, latitude, longitude):
    return borders.warning(Country.objects.get(pk=country), latitude, longitude)


def test_every_real_site_lies_in_its_country():
    placed = Site.objects.exclude(latitude=None).select_related("country")

    warnings = [
        borders.warning(site.country, float(site.latitude), float(site.longitude))
        for site in placed
    ]

    assert len(warnings) == 31
    assert set(warnings) == {""}


def test_every_country_with_a_site_is_drawn_on_the_basemap():
    hosts = set(Site.objects.values_list("country", flat=True))

    assert hosts <= set(borders.borders())


def test_latitude_and_longitude_in_each_others_place_are_noticed():
    placed = Site.objects.exclude(latitude=None).select_related("country")

    assert all(
        borders.warning(site.country, float(site.longitude), float(site.latitude))
        for site in placed
    )


@pytest.mark.parametrize(
    ("country", "place"),
    [
        ("FI", (60.10, 19.94)),  # Mariehamn on Åland
        ("DK", (55.13, 14.92)),  # Bornholm
        ("MT", (35.90, 14.51)),  # Valletta
        ("NL", (53.40, 6.06)),  # Ameland, an island off the coast
        ("LU", (49.50, 5.95)),  # Esch-sur-Alzette, at the border
    ],
)
def test_islands_coasts_and_border_towns_are_in_their_country(country, place):
    assert warned(country, *place) == ""


def test_the_distance_is_told():
    assert warned("FI", 48.14, 11.58) == "The pin lies about 1460 km outside Finland."
    assert warned("LU", 49.61, 6.13) == ""
    assert "outside Luxembourg" in warned("LU", 50.11, 8.68)


def test_an_enclave_is_outside():
    square = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    hole = [(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)]

    assert borders.kilometres_outside([square, hole], (2, 2)) == 0
    assert borders.kilometres_outside([square, hole], (5, 5)) == pytest.approx(111, abs=1)
    assert borders.kilometres_outside([square], (5, 5)) == 0
    assert borders.kilometres_outside([square], (5, 12)) == pytest.approx(222, abs=1)


def test_of_a_country_that_is_not_drawn_nothing_is_told():
    assert warned("US", 0, 0) == ""
