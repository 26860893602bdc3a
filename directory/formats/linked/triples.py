"""A graph that is written node by node, each with an address of its own."""

import datetime
from typing import Any

from django.utils.translation import get_language
from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

#: That of rdflib does not know the terms that came with version 3.
DCAT = Namespace("http://www.w3.org/ns/dcat#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
#: Terms that DCAT-AP adds to DCAT.
DCATAP = Namespace("http://data.europa.eu/r5r/")
PREFIXES = {
    "adms": ADMS,
    "dcat": DCAT,
    "dcatap": DCATAP,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "rdfs": RDFS,
    "skos": SKOS,
    "vcard": VCARD,
    "xsd": XSD,
}

Properties = dict[URIRef, Any]


class Triples:
    """A graph with the prefixes of DCAT-AP."""

    def __init__(self) -> None:
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace)

    def tell(self, address: str, kind: URIRef, properties: Properties | None = None) -> URIRef:
        """Add a node of a kind, without the properties that have no value, and return it."""
        subject = URIRef(address)
        self.graph.add((subject, RDF.type, kind))
        for predicate, values in (properties or {}).items():
            for value in values if isinstance(values, list) else [values]:
                if value is not None:
                    self.graph.add((subject, predicate, term(value)))
        return subject

    def label(self, address: str, label: Any, kind: URIRef = SKOS.Concept) -> URIRef:
        """Add what somebody else defines, by the name that people read."""
        return self.tell(address, kind, {SKOS.prefLabel: label})


def term(value: Any) -> Node:
    """Return a value as RDF has it; a text is one of the language that is active."""
    if isinstance(value, Node):
        return value
    if isinstance(value, datetime.date):
        return Literal(value)
    return Literal(str(value), lang=get_language())
