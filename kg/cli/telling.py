"""Answers told to people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.cli.screen import Piece
from kg.cli.session import Session
from kg.vocabulary import ontology

if TYPE_CHECKING:  # the command that answers pays for their import
    from kg.query import Answer, Evidence, Leaders, Match, Path, Portrait, Relation
    from kg.questions import Answered, Item

_COLOURS = {"current": "green", "uncertain": "yellow", "former": "dim", "planned": "cyan"}
_QUOTES = 3


def leaders(session: Session, found: "Leaders") -> None:
    """Who leads, who led, and where it is written."""
    body = found.matches[0]
    if found.query != body.name:
        session.screen.talk((session.say("taken_for", query=found.query, name=body.name), "dim"))
    if not found.answers:
        key = "no_leader" if found.on is None else "no_leader_then" if found.known_from is None else "no_leader_yet"
        session.screen.line(session.say(key, name=body.name, on=found.on, known=found.known_from))
    status = ""
    for answer in found.answers:
        if answer.status == "former" != status:
            session.screen.line((session.say("formerly"), "bold"))
        status = answer.status
        _leader(session, answer)


def _leader(session: Session, answer: "Answer") -> None:
    span = spanned(answer.first_seen, answer.last_seen) or session.say("undated")
    if answer.status == "former":
        told = session.say("was_seen", span=span)
    elif answer.status == "uncertain":
        told = session.say("perhaps_seen", span=span)
    else:
        told = session.say("last_seen", last=answer.last_seen or session.say("undated"))
    style = _COLOURS[answer.status]
    post = f"  {answer.organization}  {answer.position}  "
    session.screen.line((answer.person, f"bold {style}"), post, (told, style))
    sentences(session, answer.evidence, indent=4)


def sentences(session: Session, found: "Sequence[Evidence]", *, indent: int) -> None:
    """The newest sentences first; the rest as a number."""
    ordered = sorted(found, key=lambda e: e.published or "", reverse=True)
    for evidence in ordered[:_QUOTES]:
        where = f"{evidence.document} ({evidence.published})" if evidence.published else evidence.document
        session.screen.line(f"{evidence.sentence}  ", (where, "dim"), indent=indent)
    if len(found) > _QUOTES:
        session.screen.line((session.say("more", number=len(found) - _QUOTES), "dim"), indent=indent)


def matches(session: Session, found: "Sequence[Match]", *, matched: bool) -> None:
    """Entities in a table."""
    if not found:
        return
    heads = [session.say(h) for h in ("name", "type", "kind", "id")]
    rows = [[m.name, type_label(session, m.type), kind_label(session, m.kind), m.id] for m in found]
    if matched and any(m.matched != m.name for m in found):
        heads.insert(1, session.say("matched"))
        for row, match in zip(rows, found, strict=True):
            row.insert(1, match.matched if match.matched != match.name else "")
    session.screen.table(heads, rows)


def portrait(session: Session, found: "Portrait") -> None:
    """An entity: names, type, kind and every relation with its dates and sentences."""
    entity = found.entity
    kind = f" / {kind_label(session, entity.kind)}" if entity.kind else ""
    session.screen.line((entity.name, "bold"), f"  {type_label(session, entity.type)}{kind}  ", (entity.id, "dim"))
    others = [*entity.names[1:], *entity.hidden]
    if others:
        session.screen.line(f"{session.say('also')}{session.say('comma').join(others)}")
    group = None
    for relation in found.relations:
        label = _predicate(session, relation)
        if group != label:
            group = label
            session.screen.line((label, "bold cyan"))
        session.screen.line(*_other(session, relation), indent=2)
        sentences(session, relation.evidence, indent=6)


def timeline(session: Session, entity: "Match", found: "Sequence[Relation]") -> None:
    """Relations by date."""
    session.screen.line((entity.name, "bold"))
    if not found:
        session.screen.line(session.say("nothing"))
    for relation in found:
        date = relation.began or session.say("undated")
        session.screen.line((date, "cyan"), f"  {_predicate(session, relation)}  ", *_other(session, relation))
        sentences(session, relation.evidence[:1], indent=12)


def path(session: Session, found: "Path") -> None:
    """A chain, one relation a line."""
    if found.start.id == found.end.id:
        session.screen.line(session.say("same_entity", name=found.start.name))
    elif not found.steps:
        session.screen.line(session.say("no_path", start=found.start.name, end=found.end.name))
    for step in found.steps:
        arrow = "-{}->" if step.relation.direction == "out" else "<-{}-"
        label = arrow.format(predicate_label(session, step.relation.predicate))
        session.screen.line((step.source.name, "bold"), (f" {label} ", "cyan"), (step.target.name, "bold"))
        sentences(session, step.relation.evidence[:1], indent=4)


def answered(session: Session, found: "Answered", *, explain: bool) -> None:
    """The answer to a question: the verdict or number, each answer with its sentences, and what is related to it."""
    session.screen.talk((session.say("understood", query=found.understood.told(session.lang)), "dim"))
    if explain:
        _query(session, found)
    if found.verdict:
        session.screen.line((session.say(f"verdict_{found.verdict}"), "bold"))
    if found.number is not None:
        session.screen.line((session.say("in_number", number=found.number), "bold"))
    if found.note:
        session.screen.line(found.note.told(session.lang))
    for item in found.items:
        _item(session, item)
    if found.others:
        session.screen.line((session.say("besides"), "bold"))
    for item in found.others:
        _item(session, item)


def _query(session: Session, found: "Answered") -> None:
    if not found.sparql:
        session.screen.line(session.say("no_query"))
        return
    session.screen.line((session.say("stands_alone" if found.same else "stands_for"), "bold"))
    for line in found.sparql.splitlines():
        session.screen.line((line, "cyan"), indent=4)


def _item(session: Session, item: "Item") -> None:
    span = spanned(item.first_seen, item.last_seen)
    told = item.date or (session.say("was_seen", span=span) if span else session.say("undated"))
    pieces: list[Piece] = [(item.name, f"bold {_COLOURS[item.status]}"), f"  {item.what.told(session.lang)}  "]
    pieces.append((told, "dim"))
    if item.status != "current":
        pieces.append((f"  {session.say(f'status_{item.status}')}", _COLOURS[item.status]))
    session.screen.line(*pieces)
    sentences(session, item.evidence, indent=4)


def _other(session: Session, relation: "Relation") -> list[Piece]:
    """The other entity with qualifiers, dates and status."""
    said = [value for name, value in relation.qualifiers if name in ("position", "amount")]
    span = relation.at or spanned(relation.since or relation.first_seen, relation.until or relation.last_seen)
    pieces: list[Piece] = [(relation.other.name, "bold")]
    pieces += [f"  {value}" for value in said]
    if span:
        pieces.append((f"  {span}", "dim"))
    if relation.status != "current":
        pieces.append((f"  {session.say(f'status_{relation.status}')}", _COLOURS[relation.status]))
    return pieces


def spanned(first: str | None, last: str | None) -> str:
    """The time between two dates; one date where they are equal."""
    if not first or not last or first == last:
        return first or last or ""
    return f"{first}..{last}"


def _predicate(session: Session, relation: "Relation") -> str:
    if relation.direction == "in":
        return session.say(f"inverse_{relation.predicate}")
    return predicate_label(session, relation.predicate)


def predicate_label(session: Session, predicate: str) -> str:
    """The name of a predicate in the user's language."""
    known = ontology().predicates[predicate]
    return known.zh if session.lang == "zh" else known.en


def type_label(session: Session, tag: str) -> str:
    """The name of an entity type in the user's language."""
    known = ontology().types[tag]
    return known.zh if session.lang == "zh" else known.en


def kind_label(session: Session, tag: str) -> str:
    """The name of a kind of organization in the user's language."""
    return ontology().kinds.get(tag, (tag, tag))[session.lang != "zh"]
