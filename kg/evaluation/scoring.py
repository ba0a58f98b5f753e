"""The comparison of predicted documents with gold ones, finding by finding."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.evaluation.gold import Gold, GoldEntity, GoldRelation
from kg.evaluation.matching import Matching, Signature, match_entities, scored_signatures, signature
from kg.evaluation.report import Finding, Reason, Report, Verdict
from kg.model import name_key


def score(gold: Sequence[Gold], predicted: Sequence[Gold]) -> Report:
    """Compare predictions with gold, document by document; predicted documents without gold are left aside."""
    found = {p.key: p for p in predicted}
    empty = {g.key: Gold(g.document, None, (), ()) for g in gold}
    pairs = [(g, found.get(g.key, empty[g.key])) for g in gold]
    told = any(r.status != "stated" or r.since or r.until for g in gold for r in g.relations)
    return Report(
        documents=tuple(g.document for g in gold),
        missing=tuple(g.document for g in gold if g.key not in found),
        findings=tuple(finding for g, p in pairs for finding in _compare(g, p, told=told)),
        published=tuple((g.document, g.published == p.published) for g, p in pairs if g.published),
    )


def _compare(gold: Gold, predicted: Gold, *, told: bool) -> Iterator[Finding]:
    """`told` says that the gold tells statuses, beginnings and ends."""
    matching = match_entities(gold, predicted)
    yield from _compare_entities(gold, predicted, matching)
    yield from _compare_relations(gold, predicted, matching, told=told)


def _compare_entities(gold: Gold, predicted: Gold, matching: Matching) -> Iterator[Finding]:
    gold_of = matching.pairs
    predicted_of = {g: p for p, g in gold_of.items()}
    by_id = {p.id: p for p in predicted.entities}
    for g in gold.entities:
        if g.optional:
            continue
        if p := by_id.get(predicted_of.get(g.id, "")):
            details = (("kind", g.kind == p.kind),) if g.kind else ()
            yield Finding(gold.document, "hit", "entity", g.type, (g.names,), details=details)
        else:
            reason, instead = _why_entity(g, predicted.entities)
            yield Finding(gold.document, "missed", "entity", g.type, (g.names,), reason=reason, instead=instead)
    for p in predicted.entities:
        if p.id not in gold_of and p.id not in matching.ignored:
            reason, instead = _why_entity(p, gold.entities)
            yield Finding(gold.document, "false", "entity", p.type, (p.names,), reason=reason, instead=instead)


def _why_entity(entity: GoldEntity, others: Iterable[GoldEntity]) -> tuple[Reason, str]:
    keys = {name_key(n) for n in entity.names}
    near = [o for o in others if not keys.isdisjoint(name_key(n) for n in o.names)]
    for other in near:
        if other.type == entity.type:
            return "duplicate", " / ".join(other.names)
    return ("type", near[0].type) if near else ("", "")


def _compare_relations(gold: Gold, predicted: Gold, matching: Matching, *, told: bool) -> Iterator[Finding]:
    wanted = scored_signatures(gold)
    in_gold: dict[Signature, list[GoldRelation]] = {}
    for r in gold.relations:
        in_gold.setdefault(signature(r, r.subject, r.object), []).append(r)
    claimed: dict[Signature, list[GoldRelation]] = {}
    for r in predicted.relations:
        if matching.ignored.isdisjoint((r.subject, r.object)):
            claimed.setdefault(_in_gold_terms(r, matching), []).append(r)
    gold_names = {e.id: e.names for e in gold.entities}
    # A predicted entity that stands for no gold one goes by its own id behind a question mark.
    names = {**{f"?{e.id}": e.names for e in predicted.entities}, **gold_names}
    for sig, relations in in_gold.items():
        if sig not in wanted:
            continue
        if sig in claimed:
            details = tuple(_details(relations, claimed[sig], told=told))
            yield _finding(gold.document, "hit", sig, relations[0], gold_names, details=details)
        else:
            reason, instead = _why_relation(sig, claimed)
            if not reason and not {sig[1], sig[2]} <= set(matching.pairs.values()):
                reason = "entity"
            yield _finding(gold.document, "missed", sig, relations[0], gold_names, reason=reason, instead=instead)
    for sig, relations in claimed.items():
        if sig not in in_gold:
            reason, instead = _why_relation(sig, in_gold)
            if not reason and (sig[1].startswith("?") or sig[2].startswith("?")):
                reason = "entity"
            yield _finding(gold.document, "false", sig, relations[0], names, reason=reason, instead=instead)


def _in_gold_terms(relation: GoldRelation, matching: Matching) -> Signature:
    subject, object_ = (matching.pairs.get(end, f"?{end}") for end in (relation.subject, relation.object))
    return signature(relation, subject, object_)


def _finding(
    document: str,
    verdict: Verdict,
    sig: Signature,
    relation: GoldRelation,
    names: Mapping[str, tuple[str, ...]],
    **more: Any,
) -> Finding:
    ends = (names[sig[1]], names[sig[2]])
    return Finding(document, verdict, "relation", sig[0], ends, relation.position, **more)


def _details(
    gold: Sequence[GoldRelation], predicted: Sequence[GoldRelation], *, told: bool
) -> Iterator[tuple[str, bool]]:
    """Whether date and amount are the gold's, and, where it tells them, the status and each time that is given."""
    for name in ("at", "amount"):
        if wanted := {name_key(getattr(r, name)) for r in gold if getattr(r, name)}:
            yield name, not wanted.isdisjoint(name_key(getattr(r, name)) for r in predicted)
    if not told:
        return
    yield "status", not {r.status for r in gold}.isdisjoint(r.status for r in predicted)
    right, given = ({time for r in side for time in r.times} for side in (gold, predicted))
    for time in sorted(given):
        yield "given time", time in right
    for time in sorted(right):
        yield "time", time in given


def _why_relation(sig: Signature, others: Mapping[Signature, Sequence[GoldRelation]]) -> tuple[Reason, str]:
    """What the other side has between the same two entities."""
    for other, relations in others.items():
        if other != sig and {other[1], other[2]} == {sig[1], sig[2]}:
            if other[0] == sig[0] == "holds_position":
                return "position", relations[0].position
            return "predicate", other[0]
    return "", ""
