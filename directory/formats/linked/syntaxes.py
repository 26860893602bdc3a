"""The syntaxes of RDF in which the catalogue is written down, the same bytes for the same graph."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rdflib import Graph
from rdflib.plugins.serializers.jsonld import from_rdf

from directory.formats.linked.dcat import graph_of
from directory.formats.linked.triples import PREFIXES


@dataclass(frozen=True)
class Syntax:
    label: str
    media_type: str
    serialize: Callable[[Graph], str]

    def write(self, address: str) -> str:
        return self.serialize(graph_of(address))


def as_turtle(graph: Graph) -> str:
    return graph.serialize(format="turtle")


def as_jsonld(graph: Graph) -> str:
    """Return a graph as JSON-LD that brings its context along, in the order of addresses."""
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    content: dict[str, Any] = from_rdf(graph, context)
    content["@graph"].sort(key=lambda node: node["@id"])
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


SYNTAXES = {
    "ttl": Syntax("Turtle", "text/turtle; charset=utf-8", as_turtle),
    "jsonld": Syntax("JSON-LD", "application/ld+json", as_jsonld),
}
