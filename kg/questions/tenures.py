"""Who holds and held posts, answered by the rules of the time line."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from kg.model import Edge
from kg.names.posts import is_head, post_of
from kg.query import Answer, Match, Moment
from kg.query.leaders import LED_TYPES, leaders_of, no_body
from kg.query.resolver import labels
from kg.query.states import holds
from kg.questions.answered import Trouble, Words
from kg.questions.naming import settled
from kg.questions.things import ANY, LEADING, LeadersQuestion, Misread, PostsQuestion
from kg.store import StoreReader

_HOLDING = ("current", "uncertain")
_LESSER = "副助代名第常"


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """Who was found for a question on posts: those who answer it, and others of the same post."""

    bodies: tuple[Match, ...]
    person: Match | None
    answers: tuple[Answer, ...]
    others: tuple[Answer, ...] = ()
    edges: tuple[Edge, ...] = ()


def holders_of(reader: StoreReader, question: LeadersQuestion) -> Held:
    """The holders that a question asks for."""
    person = settled(question.person) if question.person else None
    mine = [e for e in reader.edges_of([person.id]) if e.predicate == "holds_position"] if person else []
    bodies = _bodies(reader, question, mine)
    known = [a for body in bodies for a in _held(reader, body, question.title, None)]
    if person and question.tenure in ("before", "after"):
        answers = _beside(known, person.id, question.tenure)
        return Held(bodies, person, tuple(answers))
    if person:
        then = [a for body in bodies for a in _held(reader, body, question.title, _moment(question))]
        answers = [a for a in then if a.person_id == person.id]
        heads = [a for a in then if a.person_id != person.id and a.status == "current" and is_head(a.position)]
        names = {b.id: b.name for b in bodies}
        posts = [e for e in mine if e.object_id in names and _is_asked(question.title, e, names[e.object_id])]
        return Held(bodies, person, tuple(answers), tuple(heads) if question.title != ANY else (), tuple(posts))
    return _without_person(reader, question, bodies, known)


def _without_person(
    reader: StoreReader, question: LeadersQuestion, bodies: tuple[Match, ...], known: Sequence[Answer]
) -> Held:
    if question.period:
        if question.period.latest < dt.date.max and question.period.earliest > dt.date.min:
            then = [a for body in bodies for a in _held(reader, body, question.title, _moment(question))]
        else:
            then = [a for a in _in_order(known) if _within(a, question)]
        return Held(bodies, None, tuple(then), tuple(a for a in known if a not in then and not then))
    if question.tenure == "ever":
        return Held(bodies, None, tuple(_in_order(known)))
    if question.tenure == "first":
        return Held(bodies, None, tuple(_in_order([a for a in known if a.first_seen])[:1]))
    if question.tenure == "former":
        return Held(bodies, None, tuple(a for a in known if a.status == "former"))
    now = tuple(a for a in known if a.status in _HOLDING)
    return Held(bodies, None, now, tuple(a for a in known if a.status not in _HOLDING))


def posts_of(reader: StoreReader, question: PostsQuestion) -> tuple[Match, list[Edge]]:
    """A person, and the posts that a question asks for in order of time."""
    person = settled(question.person)
    edges = [e for e in reader.edges_of([person.id]) if e.predicate == "holds_position" and e.subject_id == person.id]
    if question.body:
        body = settled(question.body, {e.object_id for e in edges})
        edges = [e for e in edges if e.object_id == body.id]
    names = labels(reader, {e.object_id for e in edges})
    if question.title:
        edges = [e for e in edges if fits(question.title, e.qualifier("position"), names[e.object_id].name)]
    if question.period:
        moment = Moment(question.period.iso, question.period.earliest, question.period.latest)
        edges = [e for e in edges if holds(e, moment)]
    if question.current:
        edges = [e for e in edges if e.status in _HOLDING]
    order = {"current": 0, "uncertain": 1, "former": 2, "planned": 3}
    return person, sorted(edges, key=lambda e: (order[e.status], _newest(e), e.qualifier("position"), e.id))


def fits(asked: str, title: str, body: str) -> bool:
    """Whether a title is the one asked for: 书记 also fits 党组书记, but 局长 never fits 副局长.

    >>> fits("局长", "副局长", ""), fits("书记", "党组书记", ""), fits("党工委书记", "书记", "济宁高新区党工委")
    (False, True, True)
    """
    if asked == ANY:
        return True
    if asked == LEADING:
        return any(is_head(single.replace("常务", "").replace("副", "", 1)) for single in _titles(title))
    return any(_fits(asked, single.casefold(), body) for single in _titles(title) if single)


def _fits(asked: str, title: str, body: str) -> bool:
    before, rest = title.removesuffix(asked), asked.removesuffix(title)
    if before != title:  # nothing, or 党组, 生产 and the like
        return not set(before) & set(_LESSER)
    return rest != asked and body.casefold().endswith(rest)


def _held(reader: StoreReader, body: Match, title: str, moment: Moment | None) -> list[Answer]:
    found = leaders_of(reader, body.name, body, moment, all_posts=bool(title)).answers
    return [a for a in found if not title or fits(title, a.position, a.organization)]


def _is_asked(title: str, edge: Edge, body: str) -> bool:
    held = edge.qualifier("position")
    return fits(title, held, body) if title else is_head(held)


def _bodies(reader: StoreReader, question: LeadersQuestion, mine: Sequence[Edge]) -> tuple[Match, ...]:
    """The body that is named, else those in which the person holds such a post."""
    if question.body:
        body = settled(question.body, {e.object_id for e in mine})
        if body.type not in LED_TYPES:
            raise _not_led(body)
        return (body,)
    names = labels(reader, {e.object_id for e in mine})
    posts = [e for e in mine if _is_asked(question.title, e, names[e.object_id].name)]
    return tuple(names[i] for i in sorted({e.object_id for e in posts}))


def _not_led(body: Match) -> Misread:
    said = no_body(body)
    return Misread(Trouble("type", body.name, Words(said.zh, said.en), (body,)))


def _beside(known: Sequence[Answer], person: str, tenure: str) -> list[Answer]:
    """The next, or the last before, in each post that the person held."""
    found = []
    for mine in (a for a in known if a.person_id == person):
        same = [a for a in known if a.person_id != person and _same_post(a, mine)]
        if tenure == "after":
            later = [a for a in same if a.first_seen and mine.last_seen and a.first_seen > mine.last_seen]
            found += sorted(later, key=lambda a: a.first_seen or "")[:1]
        else:
            earlier = [a for a in same if a.last_seen and mine.first_seen and a.last_seen < mine.first_seen]
            found += sorted(earlier, key=lambda a: a.last_seen or "")[-1:]
    return list(dict.fromkeys(found))


def _same_post(one: Answer, other: Answer) -> bool:
    """Whether two held the same post: of 党组书记、局长 and 局长 one title is the same."""
    return one.organization == other.organization and bool(_titles(one.position) & _titles(other.position))


def _titles(position: str) -> set[str]:
    return {post_of(part) for part in position.replace("兼", "、").split("、")}


def _in_order(known: Sequence[Answer]) -> list[Answer]:
    return sorted(known, key=lambda a: (a.first_seen or "9999", a.organization, a.position, a.person))


def _within(answer: Answer, question: LeadersQuestion) -> bool:
    assert question.period
    low, high = question.period.earliest.isoformat(), question.period.latest.isoformat()
    return bool(answer.first_seen and answer.last_seen and answer.first_seen <= high and answer.last_seen >= low)


def _moment(question: LeadersQuestion) -> Moment | None:
    period = question.period
    return Moment(period.iso, period.earliest, period.latest) if period else None


def _newest(edge: Edge) -> int:
    return -(edge.last_seen.toordinal() if edge.last_seen else 0)
