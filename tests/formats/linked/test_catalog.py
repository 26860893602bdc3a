"""The catalogue of all data: that it is whole, and that what it says is true."""

import pytest
from django.conf import settings as configured
from rdflib import DCTERMS, FOAF, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from directory.formats import FORMATS, formats_of
from directory.formats.linked import authority
from directory.formats.linked.dcat import graph_of
from directory.formats.linked.triples import DCAT, VCARD
from directory.models import Country
from directory.selection import SELECTIONS

PORTAL = "http://testserver/"
TABLES = "http://publications.europa.eu/resource/authority/"
#: rdflib's reader of JSON-LD uses a class of its own that it is to give up.
reads_jsonld = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")


@reads_jsonld
def test_both_syntaxes_say_the_same_without_nameless_nodes(client, graph):
    turtle = client.get("/data/catalog.ttl")
    jsonld = client.get("/data/catalog.jsonld")

    assert turtle.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert jsonld.headers["Content-Type"] == "application/ld+json"
    assert isomorphic(graph, Graph().parse(data=turtle.content, format="turtle"))
    assert isomorphic(graph, Graph().parse(data=jsonld.content, format="json-ld"))
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]


def test_each_list_is_a_dataset_with_a_distribution_for_each_of_its_formats(graph):
    downloads = {
        str(dataset).partition("#")[2]: {
            str(graph.value(distribution, DCAT.downloadURL))
            for distribution in graph.objects(dataset, DCAT.distribution)
        }
        for dataset in graph.objects(None, DCAT.dataset)
    }

    assert downloads == {
        name: {f"{PORTAL}{list_.path_names()[0]}.{suffix}" for suffix in formats_of(name)}
        for name, list_ in SELECTIONS.items()
    }


def test_every_format_has_its_type_in_the_table_of_file_types():
    assert all(authority.file_type(format_.plain_type) for format_ in FORMATS)


def test_every_language_of_the_portal_is_in_the_table_of_languages():
    assert {code for code, _name in configured.LANGUAGES} <= set(authority.LANGUAGES)


def test_datasets_about_countries_cover_those_of_the_network(graph):
    codes = [country.pk for country in Country.objects.of_the_network()]
    covered = set(graph.objects(URIRef(f"{PORTAL}data/#sites"), DCTERMS.spatial))

    assert {URIRef(f"{TABLES}country/{authority.COUNTRIES[code]}") for code in codes} == covered
    assert URIRef(f"{TABLES}country/FIN") in covered
    assert list(graph.objects(URIRef(f"{PORTAL}data/#help"), DCTERMS.spatial)) == [
        URIRef(f"{TABLES}continent/EUROPE")
    ]


def test_the_publisher_and_its_contact_are_those_that_are_configured(settings, network):
    settings.PUBLISHER_NAME = "Institute of Examples"
    settings.PUBLISHER_URL = "https://example.org/institute"
    settings.CORRECTIONS_EMAIL = "editors@example.org"
    graph = graph_of(PORTAL)
    publisher, contact = URIRef(f"{PORTAL}#publisher"), URIRef(f"{PORTAL}data/#contact")

    assert graph.value(publisher, FOAF.name) == Literal("Institute of Examples", lang="en")
    assert graph.value(publisher, FOAF.homepage) == URIRef("https://example.org/institute")
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:editors@example.org")
    assert graph.value(contact, VCARD.hasURL) == URIRef(f"{PORTAL}report/")


def test_without_configuration_the_portal_publishes_and_is_written_to_by_its_form(graph):
    assert graph.value(URIRef(f"{PORTAL}#publisher"), FOAF.homepage) == URIRef(PORTAL)
    assert not list(graph.objects(None, VCARD.hasEmail))


def test_an_empty_directory_has_a_catalogue_too(empty_directory):
    graph = graph_of(PORTAL)

    assert len(list(graph.objects(None, DCAT.dataset))) == len(SELECTIONS)


def test_the_services_answer_where_the_catalogue_says(client, graph):
    addresses = [
        str(address)
        for predicate in (DCAT.endpointURL, DCAT.endpointDescription)
        for address in graph.objects(None, predicate)
    ]

    assert len(addresses) == 4
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_the_catalogue_answers_as_open_data(client, network):
    answer = client.get("/data/catalog.ttl")
    again = client.get("/data/catalog.ttl", headers={"If-None-Match": answer.headers["ETag"]})
    wrong = client.get("/data/catalog.ttl?theme=TECH")

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert again.status_code == 304
    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["parameter"] == "theme"
    assert client.get("/data/catalog.n3").status_code == 404


@pytest.mark.parametrize(
    "names",
    [("sites",), pytest.param(tuple(SELECTIONS), marks=pytest.mark.slow)],
    ids=("one", "all"),
)
def test_every_download_answers_in_the_media_type_that_the_catalogue_names(client, graph, names):
    named, answered = {}, {}
    for name in names:
        dataset = URIRef(f"{PORTAL}data/#{name}")
        for distribution in graph.objects(dataset, DCAT.distribution):
            address = str(graph.value(distribution, DCAT.downloadURL))
            media_type = str(graph.value(distribution, DCAT.mediaType))
            named[address] = (200, media_type.removeprefix(f"{authority.MEDIA_TYPES}/"))
            answer = client.get(address)
            answered[address] = (
                answer.status_code,
                answer.headers["Content-Type"].partition(";")[0],
            )

    assert named
    assert answered == named
