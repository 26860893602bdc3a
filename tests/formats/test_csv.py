"""CSV as Excel and RFC 4180 want it, with formulas told apart from numbers."""

import csv
import io

import pytest

from directory.models import Site
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


def test_it_is_utf8_with_its_mark_a_header_and_lines_that_end_as_the_rfc_says(client):
    response = client.get("/sites.csv?country=PL")

    lines = response.content.decode("utf-8-sig").split("\r\n")
    assert response.content.startswith(b"\xef\xbb\xbfslug,name,")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert len(lines) == 1 + 2 + 1  # header, two factories, nothing behind the last one
    assert "Kraków" in response.content.decode()


def test_each_line_ends_with_what_the_file_is(client):
    text = client.get("/sites.csv?country=PL").content.decode("utf-8-sig")

    header, *lines = csv.reader(io.StringIO(text))
    own = ["edition", "edition_date", "as_of", "licence", "attribution", "data_address"]
    assert header[-6:] == own
    assert {tuple(line[-4:]) for line in lines} == {
        (
            "2026-11-22",
            "CC-BY-4.0",
            "AI Factories Portal, compiled from public sources",
            "http://testserver/sites.csv?country=PL",
        )
    }


def test_formulas_are_made_harmless_and_coordinates_below_zero_stay_numbers(client):
    with recorded():
        Site.objects.filter(country="IS").update(name="=HYPERLINK('x')", city="@SUM(A1)")

    text = client.get("/sites.csv?country=IS").content.decode("utf-8-sig")

    (line,) = csv.DictReader(io.StringIO(text))
    assert (line["name"], line["city"]) == ("'=HYPERLINK('x')", "'@SUM(A1)")
    assert -22 < float(line["longitude"]) < -21
