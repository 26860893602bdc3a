"""Page, map and data give the same sites, over generated questions."""

import csv
import io
import json

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.selection import SiteSelection

pytestmark = pytest.mark.usefixtures("network")

EASY = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CHOICES = {
    "kind": ["factory", "antenna"],
    "country": ["DE", "PL", "ES", "IT", "SK", "CH", "HR"],
    "wave": ["wave-1", "wave-2", "wave-3", "antennas-2025", "gigafactories-2026"],
    "status": ["selected", "in-preparation", "serving-users", "unknown"],
    "sector": ["health", "legal", "energy", "space"],
    "service": ["compute", "training", "incubation"],
    "supercomputer": ["leonardo", "jupiter", "alps"],
    "role": ["upgrade", "existing", "experimental-platform"],
    "located": ["yes", "no"],
    "precision": ["site", "city"],
    "site": ["it4lia", "lumi-ai-factory", "skaiat", "piast-aif", "hammerhai"],
    "compare": ["it4lia", "skaiat"],
}
ONE_OF = {
    "bbox": ["5,45,15,55", "-25,60,35,72", "0,0,1,1"],
    "q": ["jupiter", "krakow", "health", "nothing like that"],
    "sort": ["name", "-name", "country", "-wave", "status"],
    "as_of": ["2024-12-10", "2025-10-10", "2026-06-01", "2026-11-22"],
}
questions = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(v), min_size=1, max_size=3) for name, v in CHOICES.items()
    }
    | {name: st.lists(st.sampled_from(v), min_size=1, max_size=1) for name, v in ONE_OF.items()},
)


def encoded(question):
    params = QueryDict(mutable=True)
    for name, values in question.items():
        params.setlist(name, values)
    return params.urlencode()


@EASY
@given(questions)
def test_every_surface_gives_the_same_sites(question):
    check(question)


@pytest.mark.slow
@settings(EASY, max_examples=400)
@given(questions)
def test_every_surface_gives_the_same_sites_whatever_is_asked(question):
    check(question)


def check(question):
    client, query = Client(), encoded(question)

    listed = [site.slug for site in client.get(f"/sites/?{query}").context["selection"].page]
    mapped = [site.slug for site in client.get(f"/map/?{query}").context["sites"]]
    lines = csv.DictReader(io.StringIO(client.get(f"/sites.csv?{query}").content.decode()))
    records = client.get(f"/sites.json?{query}").json()
    features = json.loads(client.get(f"/sites.geojson?{query}").content)["features"]

    assert mapped == listed
    assert [line["slug"] for line in lines] == listed
    assert [record["slug"] for record in records["sites"]] == listed
    assert [feature["id"] for feature in features] == listed
    assert SiteSelection(QueryDict(query)).count == records["count"] == len(listed)
