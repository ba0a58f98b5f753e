"""From the graph to RDF triples and to property-graph nodes and links; the only place that coins IRIs."""

from kg.mapping.clean import clean_name, clean_text
from kg.mapping.names import Namer, document_names
from kg.mapping.namespaces import PREFIXES, prefixes
from kg.mapping.property_graph import COLOURS, Link, Node, links, nodes
from kg.mapping.quotes import Quote, quotes
from kg.mapping.rdf import SECTIONS, quads, sections, triples
from kg.mapping.sentences import Sentence, sentence_at
from kg.mapping.tables import Tables
from kg.mapping.terms import Block, Term
from kg.names.posts import is_head

__all__ = [
    "COLOURS", "PREFIXES", "SECTIONS", "Block", "Link", "Namer", "Node", "Quote", "Sentence", "Tables", "Term",
    "clean_name", "clean_text", "document_names", "is_head", "links", "nodes",
    "prefixes", "quads", "quotes", "sections", "sentence_at", "triples",
]  # fmt: skip
