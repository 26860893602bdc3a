"""Lists and records as JSON-LD: nodes of schema.org that programs can tell apart and follow."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from rdflib import SDO, Graph, Namespace, URIRef

from directory.formats.linked.records import described
from directory.models import Site
from directory.selection import SELECTIONS
from directory.selection.question import CHUNK

SCHEMA = Namespace("https://schema.org/")
PORTAL = "http://testserver/"
#: Lists whose nodes name other records are read every time.
NAMING = ("sites", "supercomputers", "milestones", "claims")
LISTS = [
    pytest.param(name, marks=() if name in NAMING else pytest.mark.slow) for name in SELECTIONS
]


@pytest.fixture
def nodes(client, network):
    """Return the nodes at an address: what the data are, then the rows."""
    return lambda address: json.loads(b"".join(client.get(address)))["@graph"]


def parts(value: Any) -> Iterator[Any]:
    """Yield everything within a node."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from parts(one)


def as_rdf(nodes: list[dict]) -> Graph:
    """Read nodes without asking schema.org for its context."""
    text = json.dumps({"@context": {"@vocab": str(SCHEMA)}, "@graph": nodes})
    return Graph().parse(data=text, format="json-ld")


@pytest.mark.parametrize("name", LISTS)
def test_every_row_is_one_node_without_anything_empty(nodes, name, django_assert_max_num_queries):
    selection = SELECTIONS[name](QueryDict())
    dataset, *rows = nodes(selection.url_for("jsonld"))
    in_memory = list(selection.each())

    assert dataset["@type"] == "Dataset"
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["version"] == str(selection.edition.number)
    assert dataset["@id"] == f"{PORTAL[:-1]}{selection.url_for('jsonld')}"
    assert len(rows) == selection.count
    assert all(row["@type"] and row["name"] for row in rows)
    identifiers = [row["@id"] for row in rows if "@id" in row]
    assert len(set(identifiers)) == len(identifiers)
    assert not [part for row in rows for part in parts(row) if part in (None, "", [], {})]
    assert all(one["@id"].startswith("http") for one in parts(rows) if "@id" in one_of(one))
    # Changes ask for the names of what changed, so many at once.
    with django_assert_max_num_queries(1 + len(rows) // CHUNK):
        assert [described(row, PORTAL) for row in in_memory] == rows


def one_of(part: Any) -> dict:
    return part if isinstance(part, dict) else {}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_a_site_is_an_organisation_at_its_place(nodes):
    _dataset, site = nodes("/sites/lumi-ai-factory.jsonld")
    graph = as_rdf([site])
    subject = URIRef(f"{PORTAL}sites/lumi-ai-factory/")
    place = graph.value(subject, SDO.location)

    assert (subject, None, SDO.Organization) in graph
    assert graph.value(graph.value(place, SDO.address), SDO.addressCountry).value == "FI"
    assert graph.value(graph.value(place, SDO.address), SDO.addressLocality).value == "Kajaani"
    row = Site.objects.get(pk="lumi-ai-factory")
    geo = graph.value(place, SDO.geo)
    assert graph.value(geo, SDO.latitude).value == float(row.latitude)
    assert graph.value(geo, SDO.longitude).value == float(row.longitude)


def test_a_site_without_a_published_place_has_no_coordinates(nodes):
    without = Site.objects.public().as_of().filter(latitude=None).first()
    _dataset, site = nodes(f"/sites/{without.pk}.jsonld")

    assert site["location"]["address"]["addressCountry"] == without.country_id
    assert set(site["location"]) == {"@type", "address"}


def test_what_is_asked_narrows_the_nodes_and_is_told_with_them(nodes):
    dataset, *rows = nodes("/sites.jsonld?country=FI&as_of=2025-12-31")

    assert [row["@id"] for row in rows] == [f"{PORTAL}sites/lumi-ai-factory/"]
    assert dataset["@id"] == f"{PORTAL}sites.jsonld?country=FI&as_of=2025-12-31"
    assert dataset["url"] == f"{PORTAL}sites/?country=FI&as_of=2025-12-31"
    assert dataset["temporalCoverage"] == "2025-12-31"
    assert dataset["size"] == "1 site"


def test_a_country_is_the_one_of_the_eu_s_table(nodes):
    _dataset, country = nodes("/countries/FI.jsonld")

    assert country["@type"] == "Country"
    assert country["sameAs"] == "http://publications.europa.eu/resource/authority/country/FIN"


def test_a_source_is_dated_as_precisely_as_it_is_published(nodes):
    _dataset, *sources = nodes("/sources.jsonld")

    assert {len(one["datePublished"]) for one in sources if "datePublished" in one} <= {4, 7, 10}
    assert [one for one in sources if "datePublished" not in one]
