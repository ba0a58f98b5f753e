"""Answers as plain values for `--json`; keys are English whatever the language."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the command that answers pays for their import
    from kg.query import Answer, Evidence, Match, Path, Portrait, Relation
    from kg.questions import Answered, Item


def leaders(query: str, on: str | None, matches: Sequence[Any], answers: "Sequence[Answer]") -> dict[str, Any]:
    """The answer of `who-leads`."""
    return {
        "query": query,
        "on": on,
        "matches": [{"id": m.id, "name": m.name, "type": m.type} for m in matches],
        "answers": [_answer(a) for a in answers],
    }


def _answer(answer: "Answer") -> dict[str, Any]:
    fields = ("person", "position", "organization", "first_seen", "last_seen", "status", "confidence")
    return {**{name: getattr(answer, name) for name in fields}, "evidence": evidence(answer.evidence)}


def evidence(found: "Sequence[Evidence]") -> list[dict[str, Any]]:
    """Where it is said, in words."""
    return [{"document": e.document, "published": e.published, "quote": e.quote} for e in found]


def match(found: "Match") -> dict[str, Any]:
    """An entity in short."""
    row = {"id": found.id, "name": found.name, "type": found.type, "kind": found.kind or None}
    return {**row, "matched": found.matched} if found.matched else row


def relation(found: "Relation") -> dict[str, Any]:
    """A relation seen from one of its entities."""
    return {
        "id": found.id,
        "predicate": found.predicate,
        "direction": found.direction,
        "other": match(found.other),
        "qualifiers": dict(found.qualifiers),
        "at": found.at or None,
        "first_seen": found.first_seen,
        "last_seen": found.last_seen,
        "since": found.since,
        "until": found.until,
        "status": found.status,
        "confidence": found.confidence,
        "evidence": evidence(found.evidence),
    }


def event(found: "Relation") -> dict[str, Any]:
    """A relation on a time line."""
    return {"date": found.began, **relation(found)}


def portrait(found: "Portrait") -> dict[str, Any]:
    """An entity with its relations."""
    entity = found.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "kind": entity.kind or None,
        "names": list(entity.names),
        "hidden": list(entity.hidden),
        "confidence": entity.confidence,
        "relations": [relation(r) for r in found.relations],
    }


def path(found: "Path") -> dict[str, Any]:
    """A chain of relations."""
    steps = [{"from": match(s.source), "to": match(s.target), "relation": relation(s.relation)} for s in found.steps]
    return {"from": match(found.start), "to": match(found.end), "length": len(steps), "steps": steps}


def answered(found: "Answered") -> dict[str, Any]:
    """The answer to a question; `trouble` where it was not understood."""
    trouble = found.trouble
    return {
        "question": found.question,
        "understood": {"zh": found.understood.zh, "en": found.understood.en},
        "sparql": found.sparql or None,
        "same": found.same,
        "names": [match(m) for m in found.names],
        "verdict": found.verdict,
        "number": found.number,
        "answers": [_item(i) for i in found.items],
        "related": [_item(i) for i in found.others],
        "note": {"zh": found.note.zh, "en": found.note.en} if found.note else None,
        "trouble": trouble
        and {
            "kind": trouble.kind,
            "words": trouble.words,
            "message": {"zh": trouble.message.zh, "en": trouble.message.en},
            "candidates": [match(m) for m in trouble.candidates],
        },
    }


def _item(item: "Item") -> dict[str, Any]:
    fields = ("id", "name", "type", "date", "first_seen", "last_seen", "status", "confidence")
    what = {"zh": item.what.zh, "en": item.what.en}
    return {**{name: getattr(item, name) for name in fields}, "kind": item.kind or None, "what": what} | {
        "evidence": evidence(item.evidence)
    }
