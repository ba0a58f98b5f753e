"""The stage itself: gather, join, name, number."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.model import Document, Entity, Fact, Judgement, Mention, content_id, name_key
from kg.names import is_generic
from kg.resolve.clusters import Clusters
from kg.resolve.joining import join_equal, join_short_forms
from kg.resolve.judging import apply_judgements, renamed
from kg.resolve.keys import identifies
from kg.resolve.locals import Local, distinct, fullness, gather
from kg.resolve.people import Post, find_posts, join_people
from kg.vocabulary import ontology

_CERTAIN = 0.99


def resolve(
    documents: Sequence[Document],
    mentions: Sequence[Mention],
    facts: Sequence[Fact],
    *,
    judgements: Sequence[Judgement] = (),
) -> list[Entity]:
    """What the mentions of all documents are believed to denote, sorted by id.

    The same whatever the order of the input. People are joined on evidence from `facts`, never on the name alone.
    """
    items = gather(documents, mentions)
    clusters = Clusters(len(items))
    apply_judgements(items, judgements, clusters)
    join_equal(items, clusters)
    join_short_forms(items, clusters)
    posts = find_posts(items, facts, documents, clusters)
    join_people(items, posts, documents, clusters)
    names = renamed(judgements)
    groups = clusters.groups(range(len(items)))
    entities = [_entity([items[i] for i in g], clusters.reasons(root), _bodies(g, posts), names) for root, g in groups.items()]
    return sorted(_unique(entities), key=lambda e: e.id)


def _bodies(group: Sequence[int], posts: Mapping[int, Sequence[Post]]) -> tuple[str, ...]:
    return tuple(sorted({p.zone or p.body_name for i in group for p in posts.get(i, ())}))


def _entity(
    items: Sequence[Local], reasons: tuple[str, ...], bodies: tuple[str, ...], renames: Mapping[tuple[str, str], str]
) -> Entity:
    type_ = items[0].type
    counts = Counter(n for item in items for n in item.names)
    ordered = distinct(sorted(counts, key=lambda n: fullness(n, counts[n])))
    hidden = [n for n in ordered if _hides(n, type_)]
    names = [n for n in ordered if n not in hidden] or hidden[:1]
    hidden = [n for n in hidden if n not in names]
    given = next((renames[type_, name_key(n)] for n in ordered if (type_, name_key(n)) in renames), "")
    names = distinct([given, *names]) if given else names
    documents = tuple(sorted({item.document_id for item in items}))
    doubt = 1.0
    for item in items:
        doubt *= 1.0 - min(item.confidence, _CERTAIN)
    return Entity(
        id=content_id(ontology().types[type_].letter, type_, name_key(names[0]), _disambiguator(items, names[0], bodies)),
        type=type_,
        kind=_most([item.kind for item in items if item.kind]),
        name=names[0],
        names=tuple(names),
        hidden=tuple(hidden),
        documents=documents,
        mention_ids=tuple(sorted(m for item in items for m in item.mention_ids)),
        reasons=_counted(reasons, len(documents)),
        confidence=round(max(max(i.confidence for i in items), min(_CERTAIN, 1.0 - doubt)), 4),
    )


def _hides(name: str, type_: str) -> bool:
    return type_ in ("ORG", "PARK", "PROGRAMME") and is_generic(name, type_)


def _disambiguator(items: Sequence[Local], name: str, bodies: tuple[str, ...]) -> str:
    """What tells bearers of one name apart: a person's first body or zone; the zone or document of a vague name."""
    type_ = items[0].type
    zones = sorted({item.zone for item in items if item.zone})
    documents = sorted({item.document_id for item in items})
    if type_ == "PERSON":
        return (bodies or tuple(zones) or tuple(documents))[0]
    return "" if identifies(name, type_) else (zones or documents)[0]


def _counted(reasons: tuple[str, ...], documents: int) -> tuple[str, ...]:
    return tuple(f"{r} in {documents} documents" if r.startswith("same name") and " in " not in r else r for r in reasons)


def _unique(entities: list[Entity]) -> list[Entity]:
    """Entities with ids of their own: where two that must stay apart would share one, their documents tell them apart."""
    by_id = Counter(e.id for e in entities)
    letters = {t: o.letter for t, o in ontology().types.items()}
    return [
        e if by_id[e.id] == 1 else _with_id(e, content_id(letters[e.type], e.type, name_key(e.name), *e.documents, e.mention_ids[0]))
        for e in entities
    ]


def _with_id(entity: Entity, id_: str) -> Entity:
    import dataclasses

    return dataclasses.replace(entity, id=id_)


def _most(values: Sequence[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v), default="")
