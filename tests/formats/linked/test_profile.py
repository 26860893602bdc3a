"""What DCAT-AP 3.0 asks of each node of the catalogue: properties, and tables of their values."""

from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, URIRef

from directory.formats.linked.triples import ADMS, DCAT, DCATAP, VCARD

TABLES = "http://publications.europa.eu/resource/authority/"
#: Of each class, what is mandatory in DCAT-AP 3.0 and then what is recommended or expected here.
ASKED = {
    DCAT.Catalog: (
        (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
        (
            DCAT.dataset,
            DCAT.service,
            DCAT.themeTaxonomy,
            DCTERMS.issued,
            DCTERMS.language,
            DCTERMS.license,
            DCTERMS.modified,
            DCTERMS.spatial,
            FOAF.homepage,
        ),
    ),
    DCAT.Dataset: (
        (DCTERMS.title, DCTERMS.description),
        (
            DCAT.contactPoint,
            DCAT.distribution,
            DCAT.keyword,
            DCAT.landingPage,
            DCAT.theme,
            DCTERMS.accessRights,
            DCTERMS.accrualPeriodicity,
            DCTERMS.identifier,
            DCTERMS.issued,
            DCTERMS.language,
            DCTERMS.modified,
            DCTERMS.provenance,
            DCTERMS.publisher,
            DCTERMS.spatial,
            DCTERMS.temporal,
        ),
    ),
    DCAT.Distribution: (
        (DCAT.accessURL,),
        (
            ADMS.status,
            DCAT.downloadURL,
            DCAT.mediaType,
            DCATAP.availability,
            DCTERMS.description,
            DCTERMS.format,
            DCTERMS.license,
            DCTERMS.title,
        ),
    ),
    DCAT.DataService: (
        (DCTERMS.title, DCAT.endpointURL),
        (
            DCAT.contactPoint,
            DCAT.endpointDescription,
            DCAT.servesDataset,
            DCTERMS.conformsTo,
            DCTERMS.license,
        ),
    ),
    FOAF.Agent: ((FOAF.name,), (FOAF.homepage,)),
    VCARD.Kind: ((VCARD.fn,), (VCARD.hasURL,)),
    DCTERMS.PeriodOfTime: ((), (DCAT.startDate, DCAT.endDate)),
    DCTERMS.ProvenanceStatement: ((), (RDFS.label,)),
    SKOS.Concept: ((SKOS.prefLabel,), ()),
    SKOS.ConceptScheme: ((DCTERMS.title,), ()),
}
#: What may stand only once with one subject.
SINGLE = (
    ADMS.status,
    DCAT.mediaType,
    DCATAP.availability,
    DCTERMS.accessRights,
    DCTERMS.accrualPeriodicity,
    DCTERMS.issued,
    DCTERMS.license,
    DCTERMS.modified,
    DCTERMS.publisher,
    FOAF.homepage,
)
#: The table from which the values of a property are.
TABLE_OF = {
    ADMS.status: ("distribution-status/",),
    DCAT.theme: ("data-theme/",),
    DCAT.themeTaxonomy: ("data-theme",),
    DCATAP.availability: ("planned-availability/",),
    DCTERMS.accessRights: ("access-right/",),
    DCTERMS.accrualPeriodicity: ("frequency/",),
    DCTERMS.format: ("file-type/",),
    DCTERMS.language: ("language/",),
    DCTERMS.license: ("licence/",),
    DCTERMS.spatial: ("country/", "continent/"),
}


def test_every_node_says_what_the_profile_asks_of_its_class(graph):
    lacking = [
        (subject, predicate)
        for kind, (mandatory, recommended) in ASKED.items()
        for subject in graph.subjects(RDF.type, kind)
        for predicate in (*mandatory, *recommended)
        if (subject, predicate, None) not in graph
    ]
    several = [
        (subject, predicate)
        for predicate in SINGLE
        for subject in set(graph.subjects(predicate))
        if len(list(graph.objects(subject, predicate))) > 1
    ]

    assert all((None, RDF.type, kind) in graph for kind in ASKED)
    assert not lacking
    assert not several


def test_values_are_of_the_tables_of_the_eu_and_every_address_is_whole(graph):
    wrong = [
        (predicate, value)
        for predicate, tables in TABLE_OF.items()
        for value in graph.objects(None, predicate)
        if not str(value).startswith(tuple(TABLES + table for table in tables))
    ]
    relative = [
        node
        for node in graph.all_nodes()
        if isinstance(node, URIRef) and not str(node).startswith(("http://", "https://"))
    ]
    days = [*graph.objects(None, DCTERMS.modified), *graph.objects(None, DCAT.startDate)]

    assert not wrong
    assert not relative
    assert days
    assert {day.datatype for day in days} == {XSD.date}
    assert all(
        str(value).startswith("https://www.iana.org/assignments/media-types/")
        for value in graph.objects(None, DCAT.mediaType)
    )
