"""What the GeoJSON says beyond the columns: what a map needs to draw and to name."""

import json

import pytest

from directory.models import AntennaLink, Site
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")


def links(client, slug):
    features = json.loads(client.get("/sites.geojson").content)["features"]
    (feature,) = [feature for feature in features if feature["id"] == slug]
    return feature["properties"]["factory_links"]


def test_an_antenna_names_its_factories_with_status_and_place(client):
    link = AntennaLink.objects.filter(status="letter-of-intent").select_related("factory").first()

    (found,) = [one for one in links(client, link.antenna_id) if one["factory"] == link.factory_id]

    assert found == {
        "factory": link.factory_id,
        "name": link.factory.name,
        "status": "letter-of-intent",
        "status_label": "Letter of intent",
        "place": [float(link.factory.longitude), float(link.factory.latitude)],
    }


def test_a_factory_that_is_not_published_is_not_named(client):
    link = AntennaLink.objects.first()
    with recorded():
        Site.objects.filter(pk=link.factory_id).update(published=False)

    assert link.factory_id not in {one["factory"] for one in links(client, link.antenna_id)}


def test_only_a_published_place_is_a_geometry(client):
    features = {f["id"]: f for f in client.get("/sites.geojson").json()["features"]}

    assert [slug for slug, f in features.items() if f["geometry"] is None] == ["skaiat"]
    longitude, latitude = features["lumi-ai-factory"]["geometry"]["coordinates"]
    assert (round(latitude), round(longitude)) == (64, 28)
    assert features["lumi-ai-factory"]["properties"]["url"] == "/sites/lumi-ai-factory/"
