"""The stage itself: gather, join, name, number."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.model import Document, Entity, Fact, Judgement, Mention, content_id, name_key
from kg.names import is_generic
from kg.resolve.clusters import Clusters
from kg.resolve.joining import join_equal, join_short_forms
from kg.resolve.judging import apply_judgements, given_names
from kg.resolve.keys import identifies
from kg.resolve.locals import Local, distinct, fullness, gather, joint, most
from kg.resolve.people import Post, find_posts, join_people
from kg.vocabulary import ontology


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
    given = given_names(items, judgements)
    groups = clusters.groups(range(len(items)))
    entities = [
        _entity([items[i] for i in group], clusters.reasons(root), _bodies(group, posts), _given(group, given))
        for root, group in groups.items()
    ]
    return sorted(_with_own_ids(entities), key=lambda e: e.id)


def _given(group: Sequence[int], names: Mapping[int, tuple[int, str]]) -> str:
    return max((names[i] for i in group if i in names), default=(0, ""))[1]


def _bodies(group: Sequence[int], posts: Mapping[int, Sequence[Post]]) -> tuple[str, ...]:
    return tuple(sorted({p.zone or p.body_name for i in group for p in posts.get(i, ())}))


def _entity(items: Sequence[Local], reasons: tuple[str, ...], bodies: tuple[str, ...], given: str) -> Entity:
    """The entity of a cluster. A name that people gave is shown; the id is that of the fullest name in print."""
    type_ = items[0].type
    names, hidden = _names(items)
    shown = tuple(distinct([given, *names])) if given else names
    documents = tuple(sorted({item.document_id for item in items}))
    return Entity(
        id=_id(type_, names[0], _disambiguator(items, names[0], bodies)),
        type=type_,
        kind=most(item.kind for item in items if item.kind),
        name=shown[0],
        names=shown,
        hidden=tuple(n for n in hidden if n not in shown),
        documents=documents,
        mention_ids=tuple(sorted(m for item in items for m in item.mention_ids)),
        reasons=tuple(_said(r, len(documents)) for r in reasons),
        confidence=joint(item.confidence for item in items),
    )


def _id(type_: str, name: str, *parts: str) -> str:
    return content_id(ontology().types[type_].letter, type_, name_key(name), *parts)


def _names(items: Sequence[Local]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names to be found by, the fullest first, and those too general for that."""
    type_ = items[0].type
    counts = Counter(n for item in items for n in item.names)
    ordered = distinct(sorted(counts, key=lambda n: fullness(n, counts[n])))
    hidden = [n for n in ordered if type_ in ("ORG", "PARK", "PROGRAMME") and is_generic(n, type_)]
    names = [n for n in ordered if n not in hidden] or hidden[:1]
    return tuple(names), tuple(n for n in hidden if n not in names)


def _disambiguator(items: Sequence[Local], name: str, bodies: tuple[str, ...]) -> str:
    """What tells bearers of one name apart: a person's first body or zone; the zone or document of a vague name."""
    type_ = items[0].type
    zones = sorted({item.zone for item in items if item.zone})
    documents = sorted({item.document_id for item in items})
    if type_ == "PERSON":
        return (bodies or tuple(zones) or tuple(documents))[0]
    return "" if identifies(name, type_) else (zones or documents)[0]


def _said(reason: str, documents: int) -> str:
    return f"{reason} in {documents} documents" if reason.startswith("same name") and " in " not in reason else reason


def _with_own_ids(entities: Sequence[Entity]) -> list[Entity]:
    """Where two that stay apart would share an id, their documents and first mentions tell them apart."""
    bearers = Counter(e.id for e in entities)
    return [
        e if bearers[e.id] == 1 else dataclasses.replace(e, id=_id(e.type, e.name, *e.documents, e.mention_ids[0]))
        for e in entities
    ]
