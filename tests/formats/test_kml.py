"""KML: a placemark for each row, with its name, its page and its columns."""

import subprocess
import xml.etree.ElementTree as ET

import pytest

from directory.editing import guard
from directory.models import Site

pytestmark = pytest.mark.usefixtures("network")

NS = {"k": "http://www.opengis.net/kml/2.2", "atom": "http://www.w3.org/2005/Atom"}


def placemarks(client, address):
    document = ET.fromstring(client.get(address).content).find("k:Document", NS)
    return {
        mark.find(".//k:Data[@name='slug']/k:value", NS).text: mark
        for mark in document.findall("k:Placemark", NS)
    }


def test_it_says_what_it_is_and_where_it_came_from(client):
    document = ET.fromstring(client.get("/sites.kml?country=PL").content).find("k:Document", NS)

    description = document.find("k:description", NS).text
    assert document.find("k:name", NS).text == "2 sites"
    assert document.find("atom:author/atom:name", NS).text == "AI Factories Portal"
    assert document.find("atom:link", NS).attrib == {"href": "http://testserver/sites/?country=PL"}
    for said in ("2026-11-22", "CC-BY-4.0", "http://testserver/sites.kml?country=PL"):
        assert said in description


def test_a_placemark_has_name_link_words_columns_and_its_place(client):
    marks = placemarks(client, "/sites.kml?as_of=2026-06-01")

    lumi = marks["lumi-ai-factory"]
    page = "http://testserver/sites/lumi-ai-factory/?as_of=2026-06-01"
    longitude, latitude = lumi.find("k:Point/k:coordinates", NS).text.split(",")
    data = lumi.find("k:ExtendedData/k:Data[@name='country_name']", NS)
    assert lumi.find("k:name", NS).text == "LUMI AI Factory"
    assert lumi.find("atom:link", NS).attrib == {"href": page}
    assert f'<a href="{page}">' in lumi.find("k:description", NS).text
    assert "Country: Finland" in lumi.find("k:description", NS).text
    assert [element.text for element in data] == ["Country name", "Finland"]
    assert (round(float(longitude)), round(float(latitude))) == (28, 64)
    assert marks["skaiat"].find("k:Point", NS) is None


def test_what_xml_cannot_hold_is_left_out(client):
    with guard.lifted():  # the editing would refuse it
        Site.objects.filter(pk="jaif").update(name="J\x0b<A>\ufffe&IF")

    (mark,) = placemarks(client, "/sites.kml?site=jaif").values()

    assert mark.find("k:name", NS).text == "J<A>&IF"


@pytest.mark.parametrize(("name", "count"), [("sites", 32), ("sources", 553)])
def test_gdal_reads_it(client, tmp_path, name, count):
    file = tmp_path / f"{name}.kml"
    file.write_bytes(client.get(f"/{name}.kml").getvalue())

    told = subprocess.run(
        ["ogrinfo", "-al", "-so", file], capture_output=True, text=True, check=True
    )

    assert f"Feature Count: {count}" in told.stdout
    assert "publisher: String" in told.stdout or "wave: String" in told.stdout
