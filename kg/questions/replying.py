"""From what a question means to its answer."""

import dataclasses
from collections.abc import Iterator

from kg.names import in_quotes
from kg.query import Graph, Match
from kg.query.paths import shortest_path
from kg.query.portraits import portrait
from kg.questions import sparql
from kg.questions.answered import Answered, Item, Verdict, Words
from kg.questions.evaluating import Found, Proof, find, good
from kg.questions.items import body_items, edge_items, post_items, things_items
from kg.questions.naming import settled
from kg.questions.tenures import Held, holders_of, posts_of
from kg.questions.things import (
    ANY,
    LeadersQuestion,
    Meaning,
    Name,
    PathQuestion,
    PortraitQuestion,
    PostsQuestion,
    Things,
    ThingsQuestion,
)
from kg.questions.wording import edge_words, leaders_words, posts_words, things_words
from kg.questions.words import IN, Link

NOTHING = Words("图谱中没有记载", "nothing is recorded in the graph")
_NEAR = Words("没有完全符合的记载；相近的见下", "nothing recorded fits in full; what comes near is below")
_UNDATED = Words("文章没有写明时间，只知道见于何时", "no article states the date, only when it is seen")
_OTHER_HEAD = Words("记载的负责人另有其人", "somebody else is recorded as head")
_NO_PATH = Words("两者之间没有联系的记载", "no chain of relations connects the two")
_SAME = Words("两个名称指同一个实体", "both names mean one entity")


def reply(graph: Graph, text: str, meaning: Meaning) -> Answered:
    """The answer to a question that has been understood; raises Misread where a name is not clear."""
    if isinstance(meaning, LeadersQuestion):
        return _leaders(graph, text, meaning)
    if isinstance(meaning, PostsQuestion):
        return _posts(graph, text, meaning)
    if isinstance(meaning, PortraitQuestion):
        return _portrait(graph, text, meaning)
    if isinstance(meaning, PathQuestion):
        return _path(graph, text, meaning)
    return _things(graph, text, meaning)


def _things(graph: Graph, text: str, asked: ThingsQuestion) -> Answered:
    things, mode = asked.things, asked.mode
    found = find(graph.reader, things)
    full = _nearest(things, {i: p for i, p in found.items() if good(p)})
    near = {i: p for i, p in found.items() if i not in full and not good(p)}
    if mode in ("when", "amount") or (mode == "check" and things.name):
        items, others = _edges(graph, full, mode), _edges(graph, near, mode)
    else:
        items, others = things_items(graph.reader, _flat(full)), things_items(graph.reader, _flat(near))
    return Answered(
        question=text,
        understood=things_words(things, mode, lambda t: settled(t.name).name if t.name else ""),
        sparql=sparql.things_query(things, mode, graph.base),
        same=mode in ("list", "count") and sparql.exact(things),
        names=tuple(dict.fromkeys(settled(n) for n in _names(things))),
        items=items,
        others=others,
        number=len(items) if mode == "count" else None,
        verdict=_verdict(things, bool(full), near) if mode == "check" else None,
        note=_things_note(mode, items, others),
    )


def _nearest(things: Things, found: Found) -> Found:
    """Of the places in which something lies those that it is said to lie in, if any are: not the city of its park."""
    ups = [c for c in things.conditions if Link(IN, True) in c.links and c.other and c.other.name]
    if not ups or things.name or not ups[0].other or not ups[0].other.name:
        return found
    thing = settled(ups[0].other.name).id
    direct = {i: p for i, p in found.items() if any(proof.other == thing for met in p for proof in met)}
    return direct or found


def _flat(found: Found) -> dict[str, list[Proof]]:
    """The proofs of each thing; of a condition that is met in full only those that meet it so."""
    return {i: [p for met in proofs for p in _best(met)] for i, proofs in found.items()}


def _best(met: tuple[Proof, ...]) -> list[Proof]:
    return [p for p in met if p.good] or list(met)


def _edges(graph: Graph, found: Found, mode: str) -> tuple[Item, ...]:
    proofs = [p for met in _flat(found).values() for p in met]
    return edge_items(graph.reader, [p for p in proofs if mode != "amount" or p.edge.qualifier("amount")])


def _verdict(things: Things, full: bool, near: Found) -> Verdict:
    if full:
        return "yes"
    statuses = {p.edge.status for proofs in near.values() for met in proofs for p in met}
    return "formerly" if things.name and statuses == {"former"} else "unknown"


def _things_note(mode: str, items: tuple[Item, ...], others: tuple[Item, ...]) -> Words | None:
    if not items:
        return _NEAR if others else NOTHING
    if mode == "when" and not any(i.date for i in items):
        return _UNDATED
    return None


def _names(things: Things) -> Iterator[Name]:
    if things.name:
        yield things.name
    for condition in things.conditions:
        if condition.other:
            yield from _names(condition.other)


def _leaders(graph: Graph, text: str, asked: LeadersQuestion) -> Answered:
    held = holders_of(graph.reader, asked)
    items, others = post_items(held.answers), post_items(held.others)
    if asked.mode == "when":
        items = edge_items(graph.reader, [Proof(e, e.object_id, good=True) for e in held.edges])
    timeless = asked.period is None and asked.tenure in ("now", "ever", "former") and not held.person
    return Answered(
        question=text,
        understood=leaders_words(asked, held.bodies, held.person),
        sparql=sparql.leaders_query(asked, held.bodies, held.person, graph.base) if held.bodies else "",
        same=timeless and all(b.type != "PARK" for b in held.bodies) and asked.mode in ("list", "count"),
        names=(*([held.person] if held.person else []), *held.bodies),
        items=items,
        others=others,
        number=len({i.id for i in items}) if asked.mode == "count" else None,
        verdict=_post_verdict(asked, held) if asked.mode == "check" else None,
        note=_post_note(asked, held),
    )


def _post_verdict(asked: LeadersQuestion, held: Held) -> Verdict:
    if any(a.status != "former" or asked.tenure in ("ever", "former") for a in held.answers):
        return "yes"
    if held.answers:
        return "formerly"
    return "no" if held.others and asked.title != ANY else "unknown"


def _post_note(asked: LeadersQuestion, held: Held) -> Words | None:
    if not held.answers:
        return _OTHER_HEAD if asked.mode == "check" and held.others else NOTHING
    return _UNDATED if asked.mode == "when" and not any(e.since or e.at for e in held.edges) else None


def _posts(graph: Graph, text: str, asked: PostsQuestion) -> Answered:
    person, edges = posts_of(graph.reader, asked)
    body = [settled(asked.body, {e.object_id for e in edges})] if asked.body else []
    return Answered(
        question=text,
        understood=posts_words(asked, person),
        sparql=sparql.posts_query(asked, person, graph.base),
        same=asked.body is None and asked.period is None,
        names=(person, *body),
        items=body_items(graph.reader, edges),
        note=None if edges else NOTHING,
    )


def _portrait(graph: Graph, text: str, asked: PortraitQuestion) -> Answered:
    entity = settled(asked.name)
    relations = portrait(graph.reader, entity).relations
    edges = {e.id: e for e in graph.reader.edges_of([entity.id])}
    items = tuple(
        Item(
            id=r.other.id,
            name=r.other.name,
            type=r.other.type,
            kind=r.other.kind,
            what=edge_words(edges[r.id], entity.name, outward=r.direction == "in"),
            date=r.at or r.since,
            first_seen=r.first_seen,
            last_seen=r.last_seen,
            status=r.status,
            confidence=r.confidence,
            evidence=r.evidence,
        )
        for r in relations
    )
    return Answered(
        question=text,
        understood=Words(f"介绍：{in_quotes(entity.name)}", f"portrait: {in_quotes(entity.name)}"),
        sparql=sparql.portrait_query(entity, graph.base),
        same=True,
        names=(entity,),
        items=items,
        note=None if items else NOTHING,
    )


def _path(graph: Graph, text: str, asked: PathQuestion) -> Answered:
    start, end = settled(asked.start), settled(asked.end)
    steps = shortest_path(graph.reader, start, end).steps
    return Answered(
        question=text,
        understood=Words(
            f"关系：{in_quotes(start.name)}与{in_quotes(end.name)}",
            f"relation: {in_quotes(start.name)} and {in_quotes(end.name)}",
        ),
        names=(start, end),
        items=tuple(_step(graph, s.source, s.relation.id, s.target) for s in steps),
        note=_SAME if start.id == end.id else None if steps else _NO_PATH,
    )


def _step(graph: Graph, source: Match, edge_id: str, target: Match) -> Item:
    edge = next(e for e in graph.reader.edges_of([source.id]) if e.id == edge_id)
    (item,) = edge_items(graph.reader, [Proof(edge, target.id, good=True)])
    subject, object_ = (source, target) if edge.subject_id == source.id else (target, source)
    said = edge_words(edge, object_.name, outward=True)
    return dataclasses.replace(item, what=Words(f"{subject.name} {said.zh}", f"{subject.name} {said.en}"))
