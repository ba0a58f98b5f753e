"""The graph section of the RDF: entities with their names and plain, timeless triples."""

from collections.abc import Iterator

from kg.mapping.names import Namer
from kg.mapping.namespaces import DCTERMS, FOAF, KG, KGV, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS
from kg.mapping.standard import heads, standard
from kg.mapping.tables import Tables, aliases, hidden, label, oriented
from kg.mapping.terms import Block, Term, block, flag, node, plain, zh
from kg.model import Edge, Entity, name_key
from kg.vocabulary import ontology

_CLASSES = {
    "PERSON": (FOAF + "Person",),
    "ORG": (ORG + "Organization",),
    "PARK": (ORG + "Organization", SCHEMA + "Place"),
    "PROGRAMME": (PROV + "Plan",),
    "PROJECT": (FOAF + "Project",),
    "PLACE": (SCHEMA + "Place",),
    "HONOUR": (SKOS + "Concept",),
    "INDUSTRY": (SKOS + "Concept",),
    "EVENT": (SCHEMA + "Event",),
}
_SCHEMES = {"HONOUR": KGV + "honours", "INDUSTRY": KGV + "industries"}


def graph_blocks(tables: Tables, namer: Namer) -> Iterator[Block]:
    """One block per entity, in order of id, followed by a stub for each id that it replaces."""
    outgoing: dict[str, list[tuple[str, Term]]] = {}
    for edge in tables.snapshot.edges:
        subject, predicate, object_ = plain_triple(edge, namer)
        outgoing.setdefault(subject, []).append((predicate, node(object_)))
        for entity_id, property_, value in standard(edge, tables, namer):
            outgoing.setdefault(entity_id, []).append((property_, value))
    for person, body in heads(tables):
        outgoing[person].append((ORG + "headOf", node(namer.entity(body))))
    for entity in tables.snapshot.entities:
        yield block(namer.entity(entity.id), [*_described(entity), *outgoing.get(entity.id, ())])
        for id_ in entity.replaces:
            successor = node(namer.entity(entity.id))
            yield block(namer.entity(id_), [(DCTERMS + "isReplacedBy", successor), (OWL + "deprecated", flag(True))])


def plain_triple(edge: Edge, namer: Namer) -> tuple[str, str, str]:
    """(subject's id, property IRI, object IRI) of the timeless triple that every edge gives."""
    subject, object_ = oriented(edge)
    return subject, ontology().predicates[edge.predicate].iri, namer.entity(object_)


def _described(entity: Entity) -> Iterator[tuple[str, Term]]:
    for iri in (ontology().types[entity.type].iri, *_CLASSES[entity.type]):
        yield RDF + "type", node(iri)
    name, others = label(entity), aliases(entity)
    yield SKOS + "prefLabel", zh(name)
    yield RDFS + "label", zh(name)
    for other in others:
        yield SKOS + "altLabel", zh(other)
    for form in hidden(entity):
        yield SKOS + "hiddenLabel", zh(form)
    for text in (name, *others):
        yield KG + "nameKey", plain(name_key(text))
    if entity.type == "PERSON":
        yield FOAF + "name", zh(name)
    if entity.type == "ORG":
        kind = entity.kind if entity.kind in ontology().kinds else "other"
        yield ORG + "classification", node(f"{KGV}kind-{kind}")
    if entity.type in _SCHEMES:
        yield SKOS + "inScheme", node(_SCHEMES[entity.type])
