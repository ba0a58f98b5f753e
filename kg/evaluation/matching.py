"""Which predicted entity stands for which gold entity: one-to-one, as many as possible, the relations deciding ties."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.evaluation.gold import Gold, GoldEntity, GoldRelation
from kg.model import name_key
from kg.vocabulary import ontology

Signature = tuple[str, str, str, str]
Pair = tuple[str, str]

_ROUNDS = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Matching:
    """`pairs`: predicted id → gold id. `ignored`: predicted ids that only match an optional gold entity."""

    pairs: dict[str, str]
    ignored: frozenset[str]


def signature(relation: GoldRelation, subject: str, object_: str) -> Signature:
    """What two relations must share to be the same; symmetric predicates in one direction, the position normalised."""
    if ontology().predicates[relation.predicate].symmetric:
        subject, object_ = sorted((subject, object_))
    position = name_key(relation.position) if relation.predicate == "holds_position" else ""
    return relation.predicate, subject, object_, position


def scored_signatures(gold: Gold) -> frozenset[Signature]:
    """The relations that count: neither optional nor touching an optional entity."""
    optional = {e.id for e in gold.entities if e.optional}
    return frozenset(
        signature(r, r.subject, r.object)
        for r in gold.relations
        if not r.optional and optional.isdisjoint((r.subject, r.object))
    )


def match_entities(gold: Gold, predicted: Gold) -> Matching:
    """Match the predicted entities of a document with its gold entities of equal type that share a name."""
    shared = _shared_names([e for e in gold.entities if not e.optional], predicted.entities)
    borderline = {p for p, _ in _shared_names([e for e in gold.entities if e.optional], predicted.entities)}
    candidates: dict[str, set[str]] = defaultdict(set)
    for p, g in shared:
        candidates[p].add(g)
    wanted = scored_signatures(gold)
    around = _relations_by_entity(predicted)

    def weights(partners: Callable[[str], Iterable[str]]) -> dict[Pair, int]:
        # Lexicographic: relations made right, then fewest false alarms, then most names in common.
        return {
            (p, g): _right(around[p], p, g, partners, wanted) * 10_000 + (p not in borderline) * 1_000 + min(count, 999)
            for (p, g), count in shared.items()
        }

    best = assign(weights(lambda p: sorted(candidates[p])))
    for _ in range(_ROUNDS):
        pairs = best
        better = assign(weights(lambda p, pairs=pairs: [pairs[p]] if p in pairs else []))  # type: ignore[misc]
        if _total(predicted, better, wanted) <= _total(predicted, best, wanted):
            break
        best = better
    return Matching(best, frozenset(borderline - best.keys()))


def _shared_names(gold: Iterable[GoldEntity], predicted: Iterable[GoldEntity]) -> dict[Pair, int]:
    """How many name keys each pair of equal type has in common; pairs with none are left out."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in gold:
        for key in _keys(entity):
            owners[entity.type, key].append(entity.id)
    return Counter((p.id, g) for p in predicted for key in _keys(p) for g in owners.get((p.type, key), ()))


def _keys(entity: GoldEntity) -> list[str]:
    return sorted({key for name in entity.names if (key := name_key(name))})


def _relations_by_entity(predicted: Gold) -> dict[str, list[GoldRelation]]:
    around: dict[str, list[GoldRelation]] = defaultdict(list)
    for relation in predicted.relations:
        for end in {relation.subject, relation.object}:
            around[end].append(relation)
    return around


def _right(
    relations: Iterable[GoldRelation],
    p: str,
    g: str,
    partners: Callable[[str], Iterable[str]],
    wanted: frozenset[Signature],
) -> int:
    """How many wanted relations the relations of `p` can make right if `p` stands for `g`."""
    right: set[Signature] = set()
    for relation in relations:
        subjects = [g] if relation.subject == p else partners(relation.subject)
        objects = [g] if relation.object == p else partners(relation.object)
        right |= {signature(relation, s, o) for s in subjects for o in objects} & wanted
    return len(right)


def _total(predicted: Gold, pairs: Mapping[str, str], wanted: frozenset[Signature]) -> int:
    found = {
        signature(r, pairs[r.subject], pairs[r.object])
        for r in predicted.relations
        if r.subject in pairs and r.object in pairs
    }
    return len(found & wanted)


def assign(weights: Mapping[Pair, int]) -> dict[str, str]:
    """A maximum one-to-one matching of left to right, of the greatest weight among those; ties go to what comes first.

    >>> assign({("a", "1"): 5, ("a", "2"): 1, ("b", "1"): 1})
    {'a': '2', 'b': '1'}
    """
    lefts, rights = Counter(p for p, _ in weights), Counter(g for _, g in weights)
    matched = {g: p for p, g in weights if lefts[p] == rights[g] == 1}
    open_ = {pair: weight for pair, weight in weights.items() if pair[1] not in matched}
    while path := _augmenting(open_, matched):
        for p, g in path:
            matched[g] = p
    return dict(sorted((p, g) for g, p in matched.items()))


def _augmenting(weights: Mapping[Pair, int], matched: Mapping[str, str]) -> tuple[Pair, ...]:
    """The alternating path of greatest gain from an unmatched left to an unmatched right (Bellman-Ford)."""
    taken = set(matched.values())
    best: dict[str, tuple[int, tuple[Pair, ...]]] = {p: (0, ()) for p, _ in weights if p not in taken}
    changed = True
    while changed:
        changed = False
        for (p, g), weight in weights.items():
            holder = matched.get(g)
            if p not in best or holder is None or holder == p:
                continue
            gain, path = best[p]
            gain += weight - weights[holder, g]
            if holder not in best or gain > best[holder][0]:
                best[holder] = gain, (*path, (p, g))
                changed = True
    ends = [
        (best[p][0] + weight, (*best[p][1], (p, g)))
        for (p, g), weight in weights.items()
        if p in best and g not in matched
    ]
    return max(ends, key=lambda end: end[0])[1] if ends else ()
