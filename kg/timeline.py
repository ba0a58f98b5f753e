"""Facts and entities to edges: claims of the same content merge on a time line.

The ontology says of each predicate whether its observations merge into one period (a state) or keep each date (an
event). An article shows that something held when it was written, or at the date it states; a start or an end exists
only where a text says so. A head of a body who is followed by another head of the same post is a former one.
"""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.model import Document, Edge, EdgeStatus, Entity, Fact, Mention, Role, When, calendar_span, content_id
from kg.names.posts import is_head, post_of
from kg.vocabulary import ontology

__all__ = ["build_edges", "edges_between", "follows", "heads", "is_head"]

_HIGHEST = 0.99
_UNKEYED = ("manner",)
_Published = Mapping[str, When | None]
_Qualifiers = tuple[tuple[str, str], ...]
_Triple = tuple[str, str, str]


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class _Key:
    """What facts must share to be one edge: entities, predicate, qualifiers, for an event the stated date."""

    subject: str
    predicate: str
    object: str
    qualifiers: _Qualifiers
    at: str

    @property
    def triple(self) -> _Triple:
        """Subject, predicate and object."""
        return self.subject, self.predicate, self.object

    def tells_less_than(self, other: "_Key") -> bool:
        """Whether the other key says the same and more: a date where this has none, a month where it has a year."""
        return (
            self.triple == other.triple
            and self != other
            and other.at.startswith(self.at)
            and "/" not in other.at
            and set(self.qualifiers) <= set(other.qualifiers)
        )


def build_edges(
    documents: Sequence[Document], mentions: Iterable[Mention], facts: Iterable[Fact], entities: Iterable[Entity]
) -> list[Edge]:
    """The edges that all facts together support, sorted by id.

    A denied fact supports none; it ends what was stated before it and casts doubt on what was stated at the same time.
    """
    known = list(entities)
    return edges_between(
        facts,
        published={d.id: d.published for d in documents},
        entity_of={m: e.id for e in known for m in e.mention_ids},
        names={e.id: e.name for e in known},
    )


def edges_between(
    facts: Iterable[Fact],
    *,
    published: Mapping[str, When | None],
    entity_of: Mapping[str, str],
    names: Mapping[str, str],
) -> list[Edge]:
    """The edges that facts support, given the dates of their documents, the entities of their mentions and the names.

    What becomes of facts depends on all with the same predicate and entities; for a post also on all posts at its body.
    """
    grouped: dict[_Key, list[Fact]] = defaultdict(list)
    denied: dict[_Triple, list[tuple[_Key, Fact]]] = defaultdict(list)
    for fact in facts:
        if key := _key(fact, entity_of):
            if fact.status == "negated":
                denied[key.triple].append((key, fact))
            else:
                grouped[key].append(fact)
    edges = [
        _edge(key, sorted(group, key=lambda f: f.id), _denials(key, denied.get(key.triple, ())), published)
        for key, group in sorted(_merged(grouped).items())
    ]
    return sorted(_succeeded(edges, names), key=lambda e: e.id)


def heads(
    edges: Iterable[Edge], bodies: Collection[str], on: dt.date | None = None, *, names: Mapping[str, str] | None = None
) -> list[Edge]:
    """Who leads one of the bodies: now (current first, then former), or on a day, each edge with its status then.

    On a day only those count who were first seen by then, for each post the one seen last before it; who is known to
    have left by then is left out. `names` (id → name) keeps titles apart that lead another body (处长 of a 厅).
    """
    known = names or {}
    posts = [
        e
        for e in edges
        if e.predicate == "holds_position"
        and e.object_id in bodies
        and e.status != "planned"
        and is_head(e.qualifier("position"), known.get(e.object_id, ""))
    ]
    if on is None:
        rank = {"current": 0, "uncertain": 1, "former": 2}
        return sorted(posts, key=lambda e: (rank[e.status], -_ordinal(e.last_seen), e.qualifier("position"), e.id))
    by_post: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for e in posts:
        by_post[_post(e)].append(e)
    found = [held for post in sorted(by_post) for held in _holders(by_post[post], on)]
    return sorted(found, key=lambda e: (e.status != "current", -_ordinal(e.start), e.qualifier("position"), e.id))


def _holders(post: Sequence[Edge], on: dt.date) -> list[Edge]:
    begun = [e for e in post if (start := e.start) and start <= on and not (e.until and e.until.latest < on)]
    covering = [e for e in begun if e.last_seen and e.last_seen >= on]
    latest = max((_ordinal(e.start) for e in begun), default=0)
    holders = covering or [e for e in begun if _ordinal(e.start) == latest]
    later = (e for e in post if _ordinal(e.start) >= latest)
    followed = not covering and any(e.status == "former" or e not in begun for e in later)
    doubtful = followed or len({e.subject_id for e in holders}) > 1
    return [dataclasses.replace(e, status="uncertain" if doubtful else "current") for e in holders]


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0


def _key(fact: Fact, entity_of: Mapping[str, str]) -> _Key | None:
    predicate = ontology().predicates[fact.predicate]
    subject, object_ = entity_of.get(fact.subject_id, ""), entity_of.get(fact.object_id, "")
    if not subject or not object_ or subject == object_:
        return None
    subject, object_ = ontology().oriented(fact.predicate, subject, object_)
    qualifiers = tuple(sorted(q for q in fact.qualifiers if q[0] not in _UNKEYED))
    dated = fact.when and fact.when.role == "at" and predicate.lifetime == "event"
    return _Key(subject, fact.predicate, object_, qualifiers, fact.when.iso if fact.when and dated else "")


def _merged(grouped: Mapping[_Key, list[Fact]]) -> dict[_Key, list[Fact]]:
    """Groups that tell less join the only group that tells the same and more."""
    by_triple: dict[_Triple, list[_Key]] = defaultdict(list)
    for key in grouped:
        by_triple[key.triple].append(key)
    merged: dict[_Key, list[Fact]] = defaultdict(list)
    for keys in by_triple.values():
        for key in keys:
            merged[_fullest(key, keys)] += grouped[key]
    return merged


def _fullest(key: _Key, keys: Sequence[_Key]) -> _Key:
    more = [k for k in keys if key.tells_less_than(k)]
    most = [k for k in more if not any(k.tells_less_than(other) for other in more)]
    return most[0] if len(most) == 1 else key


def _denials(key: _Key, denied: Sequence[tuple[_Key, Fact]]) -> list[Fact]:
    """The denials that touch an edge: of the same content, or of it all."""
    return [fact for k, fact in denied if k == key or k.tells_less_than(key)]


def _edge(key: _Key, facts: Sequence[Fact], denials: Sequence[Fact], published: _Published) -> Edge:
    windows = [w for f in facts if (w := _window(f, published.get(f.document_id)))]
    manners = sorted({value for f in facts for name, value in f.qualifiers if name == "manner"})
    qualifiers = tuple(sorted((*key.qualifiers, *(("manner", m) for m in manners[:1]))))
    last = max((w[1] for w in windows), default=None)
    until = _bound(facts, "until", latest=True)
    return Edge(
        id=content_id("a", key.subject, key.predicate, key.object, *(f"{n}={v}" for n, v in key.qualifiers), key.at),
        subject_id=key.subject,
        predicate=key.predicate,
        object_id=key.object,
        qualifiers=qualifiers,
        at=key.at or _stated(facts),
        first_seen=min((w[0] for w in windows), default=None),
        last_seen=last,
        since=_bound(facts, "since", latest=False),
        until=until,
        fact_ids=tuple(f.id for f in facts),
        documents=tuple(sorted({f.document_id for f in facts})),
        confidence=_confidence(facts),
        status=_status(facts, denials, published, until),
    )


def _confidence(facts: Sequence[Fact]) -> float:
    """Noisy-or over documents: what a document says twice is no second witness."""
    best: dict[str, float] = {}
    for f in facts:
        best[f.document_id] = max(f.confidence, best.get(f.document_id, 0.0))
    doubt = 1.0
    for document in sorted(best):
        doubt *= 1.0 - best[document]
    return round(min(_HIGHEST, 1.0 - doubt), 3)


def _window(fact: Fact, published: When | None) -> tuple[dt.date, dt.date] | None:
    """The days at which the fact was seen to hold: what it states, else the publication.

    曾任, 原 without a date tell of no day at which it held.
    """
    when = fact.when
    if when is None:
        return (published.earliest, published.latest) if published and fact.status != "former" else None
    if when.role == "since" and fact.status == "stated" and published:
        return when.earliest, max(published.latest, when.latest)
    return when.earliest, when.latest


def _stated(facts: Sequence[Fact]) -> str:
    stated = {f.when.iso if f.when and f.when.role == "at" and not _is_term(f) else "" for f in facts}
    return min(stated) if len(stated) == 1 else ""


def _is_term(fact: Fact) -> bool:
    """Whether a post is said to have lasted from one time to another: 2014年至2017年任…."""
    return fact.predicate == "holds_position" and fact.when is not None and "/" in fact.when.iso


def _end(term: When, role: Role) -> When:
    """The beginning (`since`) or the end (`until`) of a term, as precise as it is said."""
    first, _, last = term.iso.partition("/")
    parts = (first if role == "since" else last).split("-")
    return When(term.text, *calendar_span(*map(int, parts)), role)


def _bound(facts: Sequence[Fact], role: Role, *, latest: bool) -> When | None:
    stated = [w for f in facts if f.when and (w := _end(f.when, role) if _is_term(f) else f.when).role == role]
    found = sorted(stated, key=lambda w: (w.earliest, w.latest, w.text))
    return (found[-1] if latest else found[0]) if found else None


def _status(facts: Sequence[Fact], denials: Sequence[Fact], published: _Published, until: When | None) -> EdgeStatus:
    """What the newest claims say: stated before former before planned; a later end or denial ends it."""
    stated = [f for f in facts if f.status == "stated" and not (f.when and f.when.role == "until")]
    over = [f for f in facts if f not in stated and f.status != "planned"]
    if not stated:
        return "former" if over else "planned"
    seen = [w[1] for f in stated if (w := _window(f, published.get(f.document_id)))]
    if until and (not seen or until.latest >= max(seen)):
        return "former"
    if over and _not_after(stated, over, published):
        return "former"
    if denials and _not_after(stated, denials, published):
        return "former" if _before(stated, denials, published) else "uncertain"
    return "current"


def _not_after(stated: Sequence[Fact], other: Sequence[Fact], published: _Published) -> bool:
    """Whether the other claims were made when the stated ones were, or later; also where no dates tell."""
    mine, yours = _told(stated, published), _told(other, published)
    return mine is None or yours is None or yours >= mine


def _before(stated: Sequence[Fact], other: Sequence[Fact], published: _Published) -> bool:
    mine, yours = _told(stated, published), _told(other, published)
    return mine is not None and yours is not None and yours > mine


def _told(facts: Sequence[Fact], published: _Published) -> dt.date | None:
    return max((p.latest for f in facts if (p := published.get(f.document_id))), default=None)


def _post(edge: Edge) -> tuple[str, str]:
    return edge.object_id, post_of(edge.qualifier("position"))


def _succeeded(edges: Sequence[Edge], bodies: Mapping[str, str]) -> list[Edge]:
    """Heads of the same post set against each other: an earlier one is former, one of overlapping windows uncertain."""
    posts: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for e in edges:
        title = e.qualifier("position")
        if e.predicate == "holds_position" and e.status != "planned" and is_head(title, bodies.get(e.object_id, "")):
            posts[_post(e)].append(e)
    status = {
        e.id: _among(e, [o for o in holders if o.subject_id != e.subject_id])
        for holders in posts.values()
        for e in holders
        if e.status == "current"
    }
    return [dataclasses.replace(e, status=status.get(e.id, e.status)) for e in edges]


def _among(edge: Edge, others: Sequence[Edge]) -> EdgeStatus:
    """The status of a head among the others who hold or held the same post."""
    mine = edge.start
    rivals = [o for o in others if o.status != "former"]
    if mine is None or edge.last_seen is None:
        return "uncertain" if rivals else edge.status
    if any(follows(o, edge) for o in others):
        return "former"
    return edge.status if all(follows(edge, o) for o in rivals) else "uncertain"


def follows(later: Edge, earlier: Edge) -> bool:
    """Whether one is first seen, or begins, after the other was last seen; a stated start settles a shared window."""
    start, end = later.start, earlier.last_seen
    if start is None or end is None or earlier.first_seen is None:
        return False
    began = earlier.start
    return start > end or bool(later.since and began and start > began and start > earlier.first_seen)
