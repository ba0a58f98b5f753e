"""The graph as files: every format takes a snapshot, a path or binary stream, and the base IRI."""

from collections.abc import Callable
from typing import TypeAlias

from kg.export.documents import document_rows, documents
from kg.export.entities import entities, entity_documents
from kg.export.files import Target
from kg.export.gexf import gexf
from kg.export.graphml import graphml
from kg.export.jsonld import jsonld
from kg.export.lines import fingerprint, nquads, ntriples
from kg.export.neo4j import neo4j
from kg.export.picture import picture, svg
from kg.export.popolo import popolo, popolo_records
from kg.export.report import report
from kg.export.sheets import edge_sheet, sheets, sheets_raw
from kg.export.turtle import turtle
from kg.model import Snapshot

Writer: TypeAlias = Callable[[Snapshot, Target, str], None]

FORMATS: dict[str, tuple[Writer, str]] = {
    "turtle": (turtle, ".ttl"),
    "ntriples": (ntriples, ".nt"),
    "nquads": (nquads, ".nq"),
    "jsonld": (jsonld, ".jsonld"),
    "entities": (entities, ".jsonl"),
    "graphml": (graphml, ".graphml"),
    "gexf": (gexf, ".gexf"),
    "csv": (sheets, ".zip"),
    "csv-raw": (sheets_raw, ".zip"),
    "neo4j": (neo4j, ".zip"),
    "popolo": (popolo, ".json"),
    "svg": (svg, ".svg"),
    "html": (report, ".html"),
    "documents": (documents, ".jsonl"),
}

__all__ = [
    "FORMATS", "Target", "Writer", "document_rows", "documents", "edge_sheet", "entities", "entity_documents",
    "fingerprint", "gexf", "graphml", "jsonld", "neo4j", "nquads", "ntriples", "picture", "popolo",
    "popolo_records", "report", "sheets", "sheets_raw", "svg", "turtle",
]  # fmt: skip
