"""Places as maps and pages write them: read alike, never guessed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory.editing.helping.coordinates import read_place

HELSINKI = (Decimal("60.16990"), Decimal("24.93840"))


@pytest.mark.parametrize(
    "text",
    [
        "60.1699, 24.9384",
        "60.1699,24.9384",
        " (60.1699 24.9384)\n",
        "60,1699; 24,9384",
        "60,1699 24,9384",
        "60,1699, 24,9384",
        "60.1699N 24.9384E",
        "60.1699° N, 24.9384° E",
        "24.9384 e, 60.1699 n",
        "N60.1699 E24.9384",
        "geo:60.1699,24.9384;u=35",
        "geo:60.1699,24.9384,12?z=15",
        "https://www.openstreetmap.org/#map=15/60.1699/24.9384",
        "https://www.openstreetmap.org/#layers=N&map=15/60.1699/24.9384",
        "https://www.openstreetmap.org/?mlat=60.1699&mlon=24.9384#map=5/1.5/2.5",
        "https://www.google.com/maps/@60.1699,24.9384,15z",
        "https://www.google.com/maps/place/X/@1.5,2.5,15z/data=!8m2!3d60.1699!4d24.9384?hl=fi",
        "https://www.google.com/maps/search/?api=1&query=60.1699%2C24.9384",
        "https://maps.google.com/?q=60.1699,24.9384",
    ],
)
def test_the_same_place_is_read_however_it_is_written(text):
    assert read_place(text) == HELSINKI


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("N 60° 10' 12\" E 24° 56' 18\"", ("60.17000", "24.93833")),
        ("60°10\u203212.5\u2033N 24°56\u203218\u2033E", ("60.17014", "24.93833")),
        ("60° 10.2' N, 24° 56.3' W", ("60.17000", "-24.93833")),
        ("-33.9, 18.4", ("-33.90000", "18.40000")),
        ("33.9 S 18.4 W", ("-33.90000", "-18.40000")),
        ("\N{MINUS SIGN}0.5, 0", ("-0.50000", "0.00000")),
        ("60, 24", ("60.00000", "24.00000")),
        ("60.123456789, 24.987654321", ("60.12346", "24.98765")),
    ],
)
def test_minutes_signs_and_directions_are_understood_and_rounded(text, place):
    assert tuple(map(str, read_place(text))) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Helsinki",
        "60.1699",
        "60,1699",  # one number, or two
        "60,24",
        "60.1 N 24.9 N",
        "60.1 N 24.9",
        "-60.1 S 24.9 E",
        "60.1 24.9 12",
        "60.1 O 24.9 E",
        "N 60° 70' E 24° 0'",
        "91, 24",
        "60, 181",
        "https://maps.app.goo.gl/abcdef",
        "https://[",
        "https://www.openstreetmap.org/#map=15/95.0/24.93",
        "60.1, 24.9\x00",
        "\u0666\u0660, \u0662\u0664",
        "9" * 3000,
        "1 " * 500,
    ],
)
def test_what_tells_no_place_for_sure_is_refused_with_the_accepted_forms(text):
    with pytest.raises(ValidationError, match=r"60\.1699, 24\.9384"):
        read_place(text)


@given(st.text(alphabet="0123456789.,;°'\" NSEW-+geo:/@!3d4#map=?", max_size=80))
def test_any_text_is_read_as_a_place_on_earth_or_refused(text):
    try:
        place = read_place(text)
    except ValidationError:
        return
    assert abs(place.latitude) <= 90
    assert abs(place.longitude) <= 180
