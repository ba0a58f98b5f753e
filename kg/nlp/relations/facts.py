"""From claims to facts: one fact for what several claims say, with evidence and an id of its content."""

from collections.abc import Iterable

from kg.model import Fact, When, content_id
from kg.nlp.amounts import find_amounts
from kg.nlp.dates import find_dates
from kg.nlp.relations.circumstances import Circumstances, Said, read_circumstances
from kg.nlp.relations.claims import Claim, Key
from kg.nlp.relations.reading import Reading
from kg.vocabulary import ontology

_LIMIT = 400
Evidence = tuple[tuple[int, int], ...]


def to_facts(document_id: str, reading: Reading, claims: Iterable[Claim], published: When | None) -> list[Fact]:
    """The facts of a document, the best claim of each content, in order of the text."""
    best: dict[Key, Claim] = {}
    claims = list(claims)
    for claim in claims:
        key = claim.key
        if ontology().predicates[claim.predicate].symmetric and key[0] > key[2]:
            key = (key[2], key[1], key[0], key[3])
        if claim.subject.local == claim.object.local:
            continue
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    chosen = list(best.values())
    evidence = [evidence_of(reading, claim) for claim in chosen]
    said = Said(find_dates(reading.text, published), find_amounts(reading.text), published)
    circumstances = read_circumstances(reading, chosen, evidence, said, claims)
    facts = [_fact(document_id, reading, *row) for row in zip(chosen, evidence, circumstances, strict=True)]
    return sorted(facts, key=lambda f: (f.evidence, f.predicate, f.id))


def _fact(document_id: str, reading: Reading, claim: Claim, evidence: Evidence, said: Circumstances) -> Fact:
    qualifiers = [("position", claim.position)] if claim.position else []
    qualifiers += said.qualifiers
    subject, object_ = claim.subject.mention.id, claim.object.mention.id
    parts = [f"{s}:{e}" for s, e in evidence]
    identifier = content_id("f", document_id, claim.predicate, subject, object_, claim.position, *parts)
    return Fact(
        identifier, document_id, claim.predicate, subject, object_, tuple(sorted(qualifiers)), said.status, said.when,
        _with_told(reading, evidence, said.told), claim.rule, round(claim.confidence, 3),
    )  # fmt: skip


def _with_told(reading: Reading, evidence: Evidence, told: Evidence) -> Evidence:
    """The clauses of the names, then those that tell time and sum, if they are others."""
    result = list(evidence)
    for start, end in told:
        if not any(s <= start and end <= e for s, e in result):
            clause = clauses(reading, start, end)
            result.append(clause if clause[1] - clause[0] <= _LIMIT else (start, end))
    return tuple(result)


def evidence_of(reading: Reading, claim: Claim) -> Evidence:
    """The smallest clauses that carry both names: one stretch within a sentence, else one for each side.

    What a name alone says (济宁高新区科技创新局 is part of 济宁高新区) is shown by the clause of that name.
    """
    if claim.rule.startswith("rules.part_of.name"):
        start, end = clauses(reading, claim.subject.start, claim.subject.end)
        return ((start, end) if end - start <= _LIMIT else (claim.subject.start, claim.subject.end),)
    spots = [(claim.subject.start, claim.subject.end), (claim.object.start, claim.object.end)]
    if claim.at[0] >= 0:
        spots.append(claim.at)
    start, end = min(s for s, _ in spots), max(e for _, e in spots)
    whole = clauses(reading, start, end)
    if reading.sentence(start) == reading.sentence(end - 1) and whole[1] - whole[0] <= _LIMIT:
        return (whole,)
    parts = {clauses(reading, s, e) for s, e in spots[:2]}
    return tuple(sorted(p for p in parts if p[1] - p[0] <= _LIMIT)) or ((spots[0][0], spots[0][1]),)


def clauses(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A stretch widened to whole clauses, without blanks and the closing comma."""
    left, right = reading.clause_start(start), reading.clause_end(end - 1)
    text = reading.text
    while left < start and text[left].isspace():
        left += 1
    while right > end and (text[right - 1].isspace() or text[right - 1] in "，,；;：:"):
        right -= 1
    return left, right
