"""The vocabulary for people: the terms of the ontology with their signatures and numbers, and its concepts."""

import dataclasses
import functools

import pyoxigraph as ox

from kg.errors import LookupFailed
from kg.mapping import PREFIXES
from kg.mapping.namespaces import KG, KGV, RDFS, SKOS
from kg.query import Graph
from kg.server.exchange import Request
from kg.server.linked.places import values
from kg.server.linked.wording import WORDS
from kg.server.pages.view import Paged, View, paged
from kg.vocabulary import ontology

_A_PAGE = 100
_TERMS = """
SELECT ?term ?kind {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty } ?term a ?kind
} ORDER BY ?kind ?term"""
_MEMBERS = """
SELECT DISTINCT ?member ?label {{
  {{ ?member skos:inScheme <{iri}> }} UNION {{ ?member skos:broader <{iri}> }}
  ?member skos:prefLabel ?label FILTER(LANG(?label) = "{lang}" || LANG(?label) = "zh")
}} ORDER BY ?label ?member"""


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """A class or property: its short name (`kg:position`), IRI, kind (`Class`), labels and what it says of itself."""

    name: str
    iri: str
    kind: str
    labels: tuple[str, ...]
    comments: tuple[str, ...]
    above: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Concept:
    """A concept or scheme of the vocabulary: its labels by language, what it lies in and what equals it elsewhere."""

    id: str
    iri: str
    labels: tuple[tuple[str, str], ...]
    schemes: tuple[str, ...]
    equals: tuple[str, ...]
    kind: str


@dataclasses.dataclass(frozen=True, slots=True)
class Member:
    """Something that a scheme or a concept holds."""

    address: str
    name: str


def definitions(graph: Graph, request: Request) -> View:
    """All terms: types with how many entities, predicates with their signatures and how many relations, the rest."""
    known = ontology()
    terms = {t.iri: t for t in _terms(graph)}
    shown = {t.iri for t in known.types.values()} | {p.iri for p in known.predicates.values()}
    return View(
        "linked/definitions.html",
        {
            "types": known.types,
            "predicates": known.predicates,
            "kinds": known.kinds,
            "terms": terms,
            "own": [t for t in terms.values() if t.iri.startswith(KG) and t.iri not in shown],
            "reused": [t for t in terms.values() if not t.iri.startswith(KG)],
            "numbers": _numbers(graph),
            "namespace": KG,
        },
        words=WORDS,
    )


def concept(graph: Graph, request: Request, local: str) -> View:
    """A concept of the vocabulary with what lies in it; raises LookupFailed where there is none."""
    iri = KGV + local
    labels = tuple((v.language or "", v.value) for v in _literals(graph, iri, SKOS + "prefLabel"))
    if not labels:
        raise LookupFailed(f"没有词条 {local}", f"there is no term {local}")
    kind = local.removeprefix("kind-")
    found = Concept(
        local,
        iri,
        labels,
        tuple(i.removeprefix(KGV) for i in values(graph, iri, SKOS + "inScheme")),
        tuple(values(graph, iri, SKOS + "exactMatch")),
        kind if kind in ontology().kinds and kind != local else "",
    )
    part: Paged[Member] = paged(_members(graph, iri, request.lang), request, _A_PAGE)
    return View(
        "linked/concept.html",
        {
            "concept": found,
            "number": _numbers(graph).get(kind) if found.kind else None,
            "total": part.total,
            "members": part.entries,
            "page": part.page,
            "pages": part.pages,
        },
        words=WORDS,
    )


@functools.lru_cache(maxsize=1)
def _terms(graph: Graph) -> tuple[Term, ...]:
    rows = graph.sparql(_TERMS)
    assert isinstance(rows, ox.QuerySolutions)
    return tuple(_term(graph, iri.value, kind.value.rpartition("#")[2]) for iri, kind in rows)


def _term(graph: Graph, iri: str, kind: str) -> Term:
    labels, comments = (tuple(v.value for v in _literals(graph, iri, RDFS + name)) for name in ("label", "comment"))
    above = [a for name in ("subClassOf", "subPropertyOf") for a in values(graph, iri, RDFS + name)]
    return Term(short_name(iri), iri, kind, labels, comments, tuple(short_name(a) for a in above))


def _members(graph: Graph, iri: str, lang: str) -> list[Member]:
    rows = graph.sparql(_MEMBERS.format(iri=iri, lang=lang))
    assert isinstance(rows, ox.QuerySolutions)
    named: dict[str, ox.Literal] = {}
    for member, label in rows:
        if member.value not in named or label.language == lang:
            named[member.value] = label
    return [Member(_address(member, graph.base), label.value) for member, label in named.items()]


def _address(iri: str, base: str) -> str:
    """The path that answers for an IRI of the graph or its vocabulary."""
    return "/vocab/" + iri.removeprefix(KGV) if iri.startswith(KGV) else "/" + iri.removeprefix(base)


@functools.lru_cache(maxsize=1)
def _numbers(graph: Graph) -> dict[str, int]:
    """How many entities of each type and kind, and how many relations of each predicate: tags name one thing each."""
    columns = (("entities", "type"), ("entities", "kind"), ("edges", "predicate"))
    return {tag: number for column in columns for tag, number in graph.reader.counts(*column).items()}


def _literals(graph: Graph, iri: str, predicate: str) -> list[ox.Literal]:
    """What is said in words, Chinese first."""
    found = graph.quads.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, ox.DefaultGraph())
    return sorted((q.object for q in found), key=lambda v: (v.language != "zh", v.value))


def short_name(iri: str) -> str:
    """An IRI under its prefix, whole where it has none.

    >>> short_name("http://www.w3.org/ns/org#Post"), short_name("urn:x")
    ('org:Post', 'urn:x')
    """
    found = next(((prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space)), None)
    return f"{found[0]}:{iri[len(found[1]) :]}" if found else iri
