"""Who leads a body: now by what the time line says, at a date by what was known then."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from kg.errors import LookupFailed
from kg.model import Edge, name_key
from kg.names import in_quotes
from kg.query.answers import Answer, Leaders, LeaderStatus, Match
from kg.query.dates import Moment
from kg.query.evidence import Observed, observe
from kg.query.ranking import LISTED
from kg.query.resolver import labels
from kg.store import StoreReader, names_equal
from kg.timeline import is_head

LED_TYPES = ("ORG", "PARK", "PROJECT")
# a zone acts through these bodies: who leads them leads the zone
_ORGANS = ("党工委", "工委", "党委", "管委会", "管理委员会")
_ORDER = {"current": 0, "uncertain": 1, "former": 2}


def leaders_of(reader: StoreReader, query: str, body: Match, moment: Moment | None, *, all_posts: bool) -> Leaders:
    """The heads of a body and, for a zone, of its organs; with `all_posts` everybody who holds a post there."""
    bodies = {body.id, *(organs(reader, body) if body.type == "PARK" else ())}
    edges = [e for e in reader.edges_of(bodies) if _counts(e, bodies, all_posts)]
    seen = observe(reader, edges)
    held = _now(edges) if moment is None else _then(edges, seen, moment)
    names = labels(reader, {i for e, _ in held for i in (e.subject_id, e.object_id)})
    answers = sorted((_answer(e, status, seen[e.id], names) for e, status in held), key=_rank)
    return Leaders(
        query=query,
        on=moment.iso if moment else None,
        matches=(body,),
        answers=tuple(answers),
        known_from=_known_from(edges, seen) if moment and not answers else None,
    )


def no_body(entity: Match) -> LookupFailed:
    """Somebody asked who leads a person or a prize."""
    return LookupFailed(
        f"{in_quotes(entity.name)}不是机构或园区，没有负责人", f"{entity.name} is no body or zone that is led"
    )


def organs(reader: StoreReader, zone: Match) -> set[str]:
    """The ids of the committees through which a zone acts: who leads them leads the zone."""
    names = {name for entity in reader.entities([zone.id]) for name in entity.names}
    keys = [name_key(name + organ) for name in names for organ in _ORGANS]
    return {r.entity_id for r in names_equal(reader, keys) if r.tier in LISTED and r.type == "ORG"}


def _counts(edge: Edge, bodies: Iterable[str], all_posts: bool) -> bool:
    if edge.predicate != "holds_position" or edge.object_id not in bodies or edge.status == "planned":
        return False
    return all_posts or is_head(edge.qualifier("position"))


def _now(edges: Sequence[Edge]) -> list[tuple[Edge, LeaderStatus]]:
    return [(e, "uncertain" if e.status == "planned" else e.status) for e in edges]


def _then(edges: Sequence[Edge], seen: dict[str, Observed], moment: Moment) -> list[tuple[Edge, LeaderStatus]]:
    """For each post the holder last seen at or before the moment."""
    known = [e for e in edges if _began(e, moment) and not _over(e, seen[e.id], moment)]
    known.sort(key=_post)
    return [pair for _, post in groupby(known, key=_post) for pair in _holders(list(post), edges, moment)]


def _began(edge: Edge, moment: Moment) -> bool:
    return edge.first_seen is not None and edge.first_seen <= moment.latest


def _over(edge: Edge, seen: Observed, moment: Moment) -> bool:
    return seen.only_former or (edge.until is not None and edge.until.latest < moment.earliest)


def _post(edge: Edge) -> tuple[str, str]:
    return edge.object_id, edge.qualifier("position")


def _holders(post: Sequence[Edge], edges: Sequence[Edge], moment: Moment) -> list[tuple[Edge, LeaderStatus]]:
    if not is_head(post[0].qualifier("position")):  # several people can hold such a post at a time
        return [(e, "current") for e in post]
    covering = [e for e in post if e.last_seen and e.last_seen >= moment.earliest]
    latest = max(e.first_seen for e in post if e.first_seen)
    holders = covering or [e for e in post if e.first_seen == latest]
    followed = not covering and any(_post(e) == _post(post[0]) and not _began(e, moment) for e in edges)
    doubtful = followed or len({e.subject_id for e in holders}) > 1
    return [(e, "uncertain" if doubtful else "current") for e in holders]


def _answer(edge: Edge, status: LeaderStatus, seen: Observed, names: dict[str, Match]) -> Answer:
    return Answer(
        person=names[edge.subject_id].name,
        position=edge.qualifier("position"),
        organization=names[edge.object_id].name,
        first_seen=seen.first_seen,
        last_seen=seen.last_seen,
        status=status,
        confidence=edge.confidence,
        evidence=seen.evidence,
        person_id=edge.subject_id,
    )


def _rank(answer: Answer) -> tuple[object, ...]:
    newest = tuple(-int(part) for part in (answer.last_seen or "0").split("-"))
    ties = answer.organization, answer.position, answer.person
    return _ORDER[answer.status], not is_head(answer.position), newest, *ties


def _known_from(edges: Sequence[Edge], seen: dict[str, Observed]) -> str | None:
    dated = sorted((e.first_seen, e.id) for e in edges if e.first_seen)
    return seen[dated[0][1]].first_seen if dated else None
