"""What other programs can ask or know of an entity by the name of a property: its relations both ways, who leads it,
where it lies, its type, kind, names and titles."""

import dataclasses
import functools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from kg.model import Edge, Entity
from kg.query import Graph, Match
from kg.query.leaders import LED_TYPES, leaders_of
from kg.query.resolver import labels
from kg.server.pages.groups import HEADINGS, SAID
from kg.server.rendering import kind_label, type_label
from kg.vocabulary import ontology

Value = Match | str | int
INVERSE = ".in"
_STANDING = ("current", "uncertain")
_ABOVE = ("located_in", "part_of")
_AREAS = ("PARK", "PLACE")


@dataclasses.dataclass(frozen=True, slots=True)
class Property:
    """A property: `types` are those of the entities that have it, `values` the one type of its values, if it is one."""

    id: str
    zh: str
    en: str
    types: tuple[str, ...]
    values: str = ""

    def label(self, lang: str) -> str:
        """Its name in a language."""
        return self.zh if lang == "zh" else self.en


@functools.cache
def properties() -> Mapping[str, Property]:
    """All of them by id: what is most often asked for first, then each predicate from either end."""
    every = tuple(ontology().types)
    own = (
        Property("zone", "所在园区或地点", "zone or place", every),
        Property("head", "现任负责人", "head", LED_TYPES, "PERSON"),
        Property("kind", "机构类别", "kind of organization", ("ORG",)),
        Property("type", "实体类型", "type", every),
        Property("name", "全称", "full name", every),
        Property("alias", "别名", "other name", every),
        Property("position", "职务", "position", ("PERSON",)),
        Property("articles", "文章数", "number of articles", every),
    )
    related = [p for tag in ontology().predicates for p in (_outward(tag), _inward(tag))]
    return {p.id: p for p in (*own, *related)}


def _outward(tag: str) -> Property:
    said = ontology().predicates[tag]
    return Property(tag, said.zh, said.en, said.subjects, said.objects[0] if len(said.objects) == 1 else "")


def _inward(tag: str) -> Property:
    said = ontology().predicates[tag]
    zh, en = HEADINGS.get(SAID.get((tag, "in"), ""), (f"{said.zh}（反向）", f"{said.en} (inverse)"))
    return Property(tag + INVERSE, zh, en, said.objects, said.subjects[0] if len(said.subjects) == 1 else "")


def values(
    graph: Graph, property_id: str, ids: Collection[str], lang: str, *, former: bool = False
) -> dict[str, list[Value]]:
    """The values of a property by entity id, the surest first; none for a property or an entity that does not exist.

    What is over is told only with `former`, what is merely planned never.
    """
    found: dict[str, list[Value]] = {i: [] for i in ids}
    if property_id not in properties():
        return found
    entities = graph.reader.entities(ids)
    tag = property_id.removesuffix(INVERSE)
    told: Mapping[str, Iterable[Value]]
    if tag in ontology().predicates or property_id == "zone":
        told = _related(graph, property_id, entities, former=former)
    elif property_id == "position":
        edges = _edges(graph, entities, former=former)
        told = {e.id: _titles(edges, e.id) for e in entities}
    elif property_id == "head":
        told = {e.id: _heads(graph, e) for e in entities if e.type in LED_TYPES}
    else:
        told = {e.id: _PLAIN[property_id](e, lang) for e in entities}
    return {**found, **{i: list(dict.fromkeys(some)) for i, some in told.items()}}


def _edges(graph: Graph, entities: Sequence[Entity], *, former: bool) -> list[Edge]:
    wanted = (*_STANDING, "former") if former else _STANDING
    edges = [e for e in graph.reader.edges_of(e.id for e in entities) if e.status in wanted]
    return sorted(edges, key=lambda e: (wanted.index(e.status), -e.confidence, e.id))


def _related(graph: Graph, property_id: str, entities: Sequence[Entity], *, former: bool) -> dict[str, list[Match]]:
    """What stands at the other end of the edges of a property."""
    predicates = _ABOVE if property_id == "zone" else (property_id.removesuffix(INVERSE),)
    inward = property_id.endswith(INVERSE)
    edges = [e for e in _edges(graph, entities, former=former) if e.predicate in predicates]
    names = labels(graph.reader, {i for e in edges for i in (e.subject_id, e.object_id)})
    found: dict[str, list[Match]] = {e.id: [] for e in entities}
    for edge in edges:
        ends = (edge.object_id, edge.subject_id) if inward else (edge.subject_id, edge.object_id)
        for own, other in (ends, ends[::-1]) if ontology().predicates[edge.predicate].symmetric else (ends,):
            if own in found and (property_id != "zone" or names[other].type in _AREAS):
                found[own].append(names[other])
    return found


def _titles(edges: Iterable[Edge], person: str) -> list[str]:
    held = (e.qualifier("position") for e in edges if e.predicate == "holds_position" and e.subject_id == person)
    return [title for title in held if title]


def _heads(graph: Graph, entity: Entity) -> list[Match]:
    body = Match(entity.id, entity.name, entity.type, entity.kind)
    answers = leaders_of(graph.reader, entity.name, body, None, all_posts=False).answers
    return [Match(a.person_id, a.person, "PERSON", "") for a in answers if a.status != "former"]


_PLAIN: Mapping[str, Callable[[Entity, str], list[Value]]] = {
    "type": lambda entity, lang: [type_label(entity.type, lang)],
    "kind": lambda entity, lang: [kind_label(entity.kind, lang)] if entity.kind else [],
    "name": lambda entity, lang: [entity.name],
    "alias": lambda entity, lang: [name for name in entity.names if name != entity.name],
    "articles": lambda entity, lang: [len(entity.documents)],
}
