"""Corrections of facts: dropped, made certain, dated; and those that a change of names leaves without sense."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.curation.statements import Statement, read_statement
from kg.curation.validity import date_given
from kg.errors import JudgementError
from kg.model import Fact, Judgement, Mention, name_key
from kg.resolve.judging import contradiction, said_by
from kg.vocabulary import ontology

CERTAIN = 1.0
_Names = Mapping[str, frozenset[str]]  # mention → the keys of all names its document has for the same thing


def correct_facts(
    facts: Sequence[Fact],
    mentions: Sequence[Mention],
    judgements: Sequence[Judgement],
    labels: Mapping[str, frozenset[str]],
) -> tuple[list[Fact], set[str]]:
    """The facts as they stand after judgements, and the ids of the judgements that found no fact."""
    wanted: dict[tuple[str, str], list[tuple[Statement, Judgement]]] = defaultdict(list)
    for j in judgements:
        statement = read_statement(j.left)
        if statement is not None:
            for document in labels.get(statement.document, ()):
                wanted[document, statement.predicate].append((statement, j))
    names = _names(mentions, {document for document, _ in wanted})
    idle = {j.id for j in judgements}
    kept = []
    for fact in facts:
        about = [j for s, j in wanted.get((fact.document_id, fact.predicate), ()) if _says(fact, s, names)]
        idle -= {j.id for j in about}
        corrected = _corrected(fact, about)
        if corrected is not None:
            kept.append(corrected)
    return kept, idle


def sensible(facts: Iterable[Fact], before: Sequence[Mention], after: Sequence[Mention]) -> list[Fact]:
    """The facts whose names are still there and of types that their predicate admits."""
    was = {m.id: m.type for m in before}
    now = {m.id: m.type for m in after}
    changed = {i for i in was if now.get(i) != was[i]}
    predicates = ontology().predicates

    def fits(fact: Fact) -> bool:
        ends = (fact.subject_id, fact.object_id)
        if not changed.intersection(ends):
            return True
        return all(i in now for i in ends) and predicates[fact.predicate].allows(now[ends[0]], now[ends[1]])

    return [fact for fact in facts if fits(fact)]


def _names(mentions: Iterable[Mention], documents: set[str]) -> _Names:
    keys: dict[tuple[str, int], set[str]] = defaultdict(set)
    places = {}
    for m in mentions:
        if m.document_id in documents:
            places[m.id] = (m.document_id, m.local)
            keys[places[m.id]] |= {m.key, name_key(m.full)} - {""}
    return {id_: frozenset(keys[place]) for id_, place in places.items()}


def _says(fact: Fact, statement: Statement, names: _Names) -> bool:
    if fact.qualifier("position") != statement.position:
        return False
    subject, object_ = names.get(fact.subject_id, frozenset()), names.get(fact.object_id, frozenset())
    said = statement.subject in subject and statement.object in object_
    turned = statement.subject in object_ and statement.object in subject
    return said or (turned and ontology().predicates[fact.predicate].symmetric)


def _corrected(fact: Fact, judgements: Sequence[Judgement]) -> Fact | None:
    """The fact after judgements in order of time, or None where it was rejected."""
    last = {j.verdict: j for j in judgements}
    if "accept" in last and "reject" in last:
        raise disagreement(last["accept"], last["reject"])
    if "reject" in last:
        return None
    if "accept" in last:
        by = f"{fact.found_by}, accepted by {last['accept'].by}"
        fact = dataclasses.replace(fact, confidence=CERTAIN, found_by=by)
    if "date" in last:
        fact = dataclasses.replace(fact, when=date_given(last["date"].right))
    return fact


def disagreement(accept: Judgement, reject: Judgement) -> JudgementError:
    """One accepts a fact that another rejects."""
    (zh, en), (zh_2, en_2) = said_by(accept), said_by(reject)
    return contradiction(
        f"{zh}认可 {accept.left}，{zh_2}否定它", f"{en} accepts {accept.left}, {en_2} rejects it", (accept, reject)
    )
