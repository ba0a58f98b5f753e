"""Why two names are one entity or two: the features that resolution looks at, their scores, what people judged.

The features are those of `kg.resolve`, computed again for the two names: nothing is kept of a pair that was not
joined, so that the graph does not grow with the square of its names.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from kg.curation.statements import document_label, document_labels
from kg.curation.validity import PAIRS
from kg.model import Document, Edge, Entity, Judgement, Mention, name_key
from kg.names import conflict, find_setting, zone_key
from kg.resolve.joining import compare
from kg.resolve.keys import identifies
from kg.resolve.references import NameReference, read_name
from kg.store import StoreReader

Effect = Literal["for", "against", "neutral"]
_ARTICLES = 60  # of one entity that are looked at: more say nothing new


@dataclasses.dataclass(frozen=True, slots=True)
class Feature:
    """What speaks for or against: `name` of the feature, a score where it has one, and the words it rests on."""

    name: str
    effect: Effect
    score: float | None = None
    words: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Explanation:
    """Two names with their entities, whether these are one, why (`reasons` of the entity, features), and documents."""

    names: tuple[str, str]
    entities: tuple[Entity, Entity]
    reasons: tuple[str, ...]
    features: tuple[Feature, ...]
    judgements: tuple[Judgement, ...]
    documents: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def same(self) -> bool:
        """Whether the names mean one entity."""
        return self.entities[0].id == self.entities[1].id


@dataclasses.dataclass(frozen=True, slots=True)
class _Side:
    """A name with its entity and what the articles around it show."""

    name: str
    entity: Entity
    mentions: Sequence[Mention]
    documents: Sequence[Document]
    zones: frozenset[str]
    posts: Sequence[Edge]


def explain(
    reader: StoreReader, names: tuple[str, str], ids: tuple[str, str], judgements: Sequence[Judgement] = ()
) -> Explanation:
    """Why two names, given with the ids of their entities, are one entity or two; `judgements` are those in force."""
    left, right = (_side(reader, name, id_) for name, id_ in zip(names, ids, strict=True))
    bodies = {e.id: e.name for e in reader.entities(e.object_id for s in (left, right) for e in s.posts)}
    return Explanation(
        names=names,
        entities=(left.entity, right.entity),
        reasons=tuple(r for r in left.entity.reasons if left.entity.id == right.entity.id),
        features=tuple(_features(left, right, bodies)),
        judgements=tuple(_judged(left, right, judgements)),
        documents=(_labels(left), _labels(right)),
    )


def _side(reader: StoreReader, name: str, entity_id: str) -> _Side:
    (entity,) = reader.entities([entity_id])
    documents = reader.documents(entity.documents[:_ARTICLES])
    around = reader.mentions_in(d.id for d in documents)
    zones = set()
    for document in documents:
        rows = [m for m in around if m.document_id == document.id and m.local >= 0]
        zones.add(zone_key(find_setting(document.text, sorted(rows, key=lambda m: (m.start, m.end, m.id))).zone))
    posts = [e for e in reader.edges_of([entity_id]) if e.predicate == "holds_position" and e.subject_id == entity_id]
    return _Side(name, entity, reader.mentions(entity.mention_ids), documents, frozenset(zones - {""}), posts)


def _labels(side: _Side) -> tuple[str, ...]:
    return tuple(document_label(d) for d in side.documents)


def _features(left: _Side, right: _Side, bodies: dict[str, str]) -> Iterator[Feature]:
    if left.entity.type != right.entity.type:
        yield Feature("types", "against", None, (left.entity.type, right.entity.type))
        return
    yield from _of_names(left, right)
    yield from _of_documents(left, right)
    shared, zones = left.zones & right.zones, left.zones | right.zones
    if zones:
        effect: Effect = "for" if shared else "against" if left.zones and right.zones else "neutral"
        yield Feature("zones", effect, None, tuple(sorted(shared or zones)))
    if left.entity.type == "PERSON":
        yield from _of_posts(left, right, bodies)


def _of_names(left: _Side, right: _Side) -> Iterator[Feature]:
    """The two names compared both ways, and what in them forbids to join."""
    type_ = left.entity.type
    if name_key(left.name) == name_key(right.name):
        alone = identifies(left.name, type_)
        yield Feature("equal", "for" if alone else "neutral", 1.0 if alone else None, (left.name,))
    else:
        ways = [
            (*compare(a.name, b.name, type_, (a.zones, b.zones)), a.name, b.name)
            for a, b in ((left, right), (right, left))
        ]
        match, enough, short, full = max(ways, key=lambda w: (w[1], w[0].score if w[0] else 0.0))
        if match:
            yield Feature("names", "for" if enough else "neutral", match.score, (short, full, match.how))
            yield Feature("enough", "for" if enough else "against", enough)
        else:
            yield Feature("names", "against", 0.0, (left.name, right.name, ""))
    forbidden = conflict(left.name, right.name, type_)
    if forbidden:
        yield Feature("conflict", "against", None, (forbidden,))


def _of_documents(left: _Side, right: _Side) -> Iterator[Feature]:
    """Articles that print both names, and whether they take them for one thing."""
    keys = name_key(left.name), name_key(right.name)
    places = [
        {(m.document_id, m.local) for m in side.mentions if key in (m.key, name_key(m.full))}
        for side, key in zip((left, right), keys, strict=True)
    ]
    labels = {d.id: document_label(d) for side in (left, right) for d in side.documents}
    one = {document for document, _ in places[0] & places[1]}
    if one and keys[0] != keys[1]:
        yield Feature("one_article", "for", None, _named(one, labels))
    two = {d for d, _ in places[0]} & {d for d, _ in places[1]} - one
    if two:
        yield Feature("two_in_article", "against", None, _named(two, labels))


def _named(documents: Iterable[str], labels: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted(labels[d] for d in documents if d in labels))


def _of_posts(left: _Side, right: _Side, bodies: dict[str, str]) -> Iterator[Feature]:
    at = [{e.object_id for e in side.posts} for side in (left, right)]
    shared = at[0] & at[1]
    if shared and left.entity.id != right.entity.id:
        yield Feature("one_body", "for", None, tuple(sorted(bodies[i] for i in shared)))
    for side in dict.fromkeys((left.entity.id, right.entity.id)):
        posts = left.posts if side == left.entity.id else right.posts
        said = sorted((str(e.first_seen or ""), f"{bodies[e.object_id]}{e.qualifier('position')}") for e in posts)
        if said:
            yield Feature("posts", "neutral", None, tuple(" ".join((post, date[:7])).strip() for date, post in said))


def _judged(left: _Side, right: _Side, judgements: Sequence[Judgement]) -> Iterator[Judgement]:
    """The judgements on pairs of names of which each side bears one."""
    for judgement in judgements:
        if judgement.verdict in PAIRS:
            a, b = read_name(judgement.left), read_name(judgement.right)
            if (_bears(left, a) and _bears(right, b)) or (_bears(left, b) and _bears(right, a)):
                yield judgement


def _bears(side: _Side, name: NameReference) -> bool:
    if name.document and not any(name.document in document_labels(d) for d in side.documents):
        return False
    return name.type == side.entity.type and any(name.key in (m.key, name_key(m.full)) for m in side.mentions)
