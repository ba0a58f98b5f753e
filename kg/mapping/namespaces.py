"""The vocabularies of the RDF and the prefixes under which files show them."""

from kg.vocabulary import NAMESPACE

KG = NAMESPACE
KGV = "https://example.org/htz/vocab/"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
TIME = "http://www.w3.org/2006/time#"
DCTERMS = "http://purl.org/dc/terms/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "kg": KG, "kgv": KGV, "org": ORG, "foaf": FOAF, "schema": SCHEMA, "skos": SKOS, "prov": PROV, "oa": OA,
    "owl": OWL, "time": TIME, "dcterms": DCTERMS, "rdf": RDF, "rdfs": RDFS, "xsd": XSD,
}  # fmt: skip


def prefixes(base: str) -> dict[str, str]:
    """All prefixes, with `id:` and `doc:` for the graph's own IRIs under `base`."""
    return {**PREFIXES, "id": base + "id/", "doc": base + "doc/"}
