"""Things found in the graph: those that meet all conditions, with the edges that say so."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator

from kg.model import Edge
from kg.query import Match, Moment
from kg.query.resolver import labels
from kg.query.states import holds
from kg.questions.naming import settled
from kg.questions.periods import Period
from kg.questions.places import containers, holders
from kg.questions.things import Condition, Things
from kg.questions.words import IN, Link
from kg.store import StoreReader, fullest_names
from kg.vocabulary import ontology

_FEW = 1000


@dataclasses.dataclass(frozen=True, slots=True)
class Proof:
    """An edge that speaks for a thing: `good` if it meets a condition in full, else merely near it.

    Near are what is over or planned, and an event of which nobody says whether it was in the time asked for.
    """

    edge: Edge
    other: str
    good: bool


Met = dict[str, tuple[Proof, ...]]
Found = dict[str, tuple[tuple[Proof, ...], ...]]


def find(reader: StoreReader, things: Things) -> Found:
    """The things that meet all conditions, in full or nearly, with the proofs for each condition."""
    found: Found | None = {settled(things.name).id: ()} if things.name else None
    for condition in sorted(things.conditions, key=_cost):
        met = meeting(reader, condition, None if found is None or len(found) > _FEW else found.keys())
        found = {i: (*((found or {}).get(i, ())), met[i]) for i in met if found is None or i in found}
    if found is None:
        return _all(reader, things)
    return _of_kind(reader, found, things)


def good(proofs: Iterable[Collection[Proof]]) -> bool:
    """Whether every condition is met in full."""
    return all(any(p.good for p in met) for met in proofs)


def meeting(reader: StoreReader, condition: Condition, ids: Collection[str] | None) -> Met:
    """What meets a condition, of some ids or of all there are."""
    others = _others(reader, condition)
    found: dict[str, list[Proof]] = {}
    for link in condition.links:
        if link.predicate == IN:
            proofs = _placed(reader, link, ids, others)
        else:
            proofs = _linked(reader, link, ids, others, condition.period)
        for thing, proof in proofs:
            found.setdefault(thing, []).append(proof)
    wanted = condition.other.types if condition.other and others is None else ()
    if wanted:
        known = labels(reader, {p.other for proofs_ in found.values() for p in proofs_})
        kinds = condition.other.kinds if condition.other else ()
        found = {i: [p for p in ps if _is(known[p.other], wanted, kinds)] for i, ps in found.items()}
    return {i: tuple(sorted(ps, key=lambda p: (not p.good, p.edge.id))) for i, ps in found.items() if ps}


def _cost(condition: Condition) -> tuple[bool, bool]:
    """What is found through few edges first."""
    return any(link.predicate == IN for link in condition.links), condition.other is None


def _others(reader: StoreReader, condition: Condition) -> Collection[str] | None:
    """The ids at the other end; None where it is open, or open but for its type."""
    other = condition.other
    if other is None or not (other.name or other.conditions):
        return None
    return {i for i, proofs in find(reader, other).items() if good(proofs)}


def _linked(
    reader: StoreReader, link: Link, ids: Collection[str] | None, others: Collection[str] | None, period: Period | None
) -> Iterator[tuple[str, Proof]]:
    near = ids if ids is not None else others
    edges = reader.edges(link.predicate) if near is None or len(near) > _FEW else reader.edges_of(near)
    ways = (link, link.turned()) if ontology().predicates[link.predicate].symmetric else (link,)
    for edge in edges:
        for way in ways if edge.predicate == link.predicate else ():
            thing, other = (edge.object_id, edge.subject_id) if way.inverse else (edge.subject_id, edge.object_id)
            if (ids is None or thing in ids) and (others is None or other in others):
                fit = timely(edge, period)
                if fit is not None:
                    yield thing, Proof(edge, other, fit)


def _placed(
    reader: StoreReader, link: Link, ids: Collection[str] | None, others: Collection[str] | None
) -> Iterator[tuple[str, Proof]]:
    if others is None:
        return
    found = holders(reader, others) if link.inverse else containers(reader, others, ids)
    for thing, edge, other in found:
        if ids is None or thing in ids:
            yield thing, Proof(edge, other, edge.status in ("current", "uncertain"))


def timely(edge: Edge, period: Period | None) -> bool | None:
    """Whether an edge holds in a period: True, False if that is not said, None if it does not."""
    holding = edge.status in ("current", "uncertain")
    if period is None:
        return holding
    if ontology().predicates[edge.predicate].lifetime == "state":
        return True if holds(edge, Moment(period.iso, period.earliest, period.latest)) else None
    if edge.status == "planned":
        return None
    first, last = edge.first_seen, edge.last_seen
    if edge.at and first and last:
        if period.earliest <= first and last <= period.latest:
            return True
        return False if first <= period.latest and period.earliest <= last else None
    # without a date it happened some time before the article
    return False if last is None or last >= period.earliest else None


def _of_kind(reader: StoreReader, found: Found, things: Things) -> Found:
    if things.name and not things.types:
        return found
    known = labels(reader, found.keys())
    return {i: proofs for i, proofs in found.items() if _is(known[i], things.types, things.kinds)}


def _is(match: Match, types: Collection[str], kinds: Collection[str]) -> bool:
    return (not types or match.type in types) and (not kinds or match.type != "ORG" or match.kind in kinds)


def _all(reader: StoreReader, things: Things) -> Found:
    rows = (r for t in things.types for k in things.kinds or (None,) for r in fullest_names(reader, t, k))
    return {r.entity_id: () for r in rows}
