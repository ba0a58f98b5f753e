"""When claims held, what was paid, and whether they are stated, planned, former or denied.

A network, learned from annotated articles, weighs the status of each claim and the times and sums near it; a rule's word on
the clause is one of the things that it sees. What nothing speaks for is left out.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np

from kg.model import FactStatus, When
from kg.nlp.amounts import Amount
from kg.nlp.dates import DateSpan
from kg.nlp.relations.careers import Term, read_terms
from kg.nlp.relations.circumstances import network, standing
from kg.nlp.relations.circumstances.announced import announced, intended
from kg.nlp.relations.circumstances.encoding import Encoding, Pairs, Said, encode
from kg.nlp.relations.circumstances.places import Floats, Ints, Span, locate
from kg.nlp.relations.circumstances.rules import Circumstances, read_clause
from kg.nlp.relations.circumstances.spots import without_lives
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading
from kg.vocabulary import ontology

__all__ = ["TAKEN", "Circumstances", "Said", "read_circumstances"]

# From which log-odds on a time, a sum, a status is taken, chosen on held-back articles and pages: times so that three of four
# are right; what is denied goes out of the graph, so more is asked for it.
TAKEN = {"at": 0.0, "start": 0.0, "end": 0.0, "sum": -0.7, "planned": 0.0, "former": 0.2, "negated": 0.5}
_SPELLED_OUT = 1.5  # asked beyond that of what a name tells: of such part-whole 0.97 is stated and has no time
_OF_EVENTS = frozenset(["hosts", "located_in", "participates_in"])
_LONGEST = 40  # letters of a stretch's words


def read_circumstances(
    reading: Reading,
    claims: Sequence[Claim],
    evidence: Sequence[tuple[Span, ...]],
    said: Said,
    repeated: Sequence[Claim] = (),
) -> list[Circumstances]:
    """Time, amount and status of each claim; `repeated` are the claims at all their places, if some have several."""
    if not claims:
        return []
    said = dataclasses.replace(said, dates=without_lives(reading.text, said.dates))
    places = locate(reading, claims, evidence)
    rules = [
        read_clause(reading, claim, spans, said.dates, said.published)
        for claim, spans in zip(claims, evidence, strict=True)
    ]
    terms = read_terms(reading, claims, said.dates, repeated)
    judge = network.load()
    encoding = encode(reading, claims, places, told_by_rule(rules, terms), said, judge.alphabet)
    judged = _doubted(judge.judge(encoding), encoding, claims)
    dates = {
        name: likeliest(judged.times[:, n], encoding.times, len(claims), TAKEN[name])
        for n, name in enumerate(network.TIMES)
    }
    sums = likeliest(judged.sums[:, 0], encoding.sums, len(claims), TAKEN["sum"])
    statuses = likely_statuses(judged.statuses)
    coming = announced(reading)
    result = []
    for n, (claim, rule, term) in enumerate(zip(claims, rules, terms, strict=True)):
        moment, start, end = (said.dates[i] if (i := dates[name][n]) >= 0 else None for name in network.TIMES)
        start, end = _ends(rule, term, start, end)
        ruled = rule.when if not term or term.dated else None
        when = _when(reading.text, claim.predicate, (moment, start, end), said.published) or ruled
        when = _bounded(when, term)
        amount = _told(said.amounts[sums[n]]) if sums[n] >= 0 else ()
        status = _status(claim.predicate, standing.STATUSES[statuses[n]], rule, term, _is_past(when, said.published))
        told = when or (moment.when if moment else None)
        if status == "stated" and (
            _is_ahead(claim.predicate, told, said.published) or _is_coming(claim, coming) or intended(reading, claim)
        ):
            status = "planned"
        result.append(Circumstances(status, when, (*amount, *rule.qualifiers)))
    return result


def _ends(
    rule: Circumstances, term: Term | None, start: DateSpan | None, end: DateSpan | None
) -> tuple[DateSpan | None, DateSpan | None]:
    """Beginning and end: a career's, else those that the network found, of a post that is ended only an end."""
    if term and (term.since or term.until):
        stretch = term.since and "/" in term.since.when.iso
        ended = (end or start) if rule.ended else None
        return term.since, term.since if stretch else term.until or ended
    if term and not term.dated:
        return None, None
    return (None, end or start) if rule.ended else (start, end)


def _status(predicate: str, likely: FactStatus, rule: Circumstances, term: Term | None, past: bool) -> FactStatus:
    """Of a post 拟任 and 原 right before it decide, then what its career says; else what is likely."""
    status = rule.status if predicate == "holds_position" and rule.status != "stated" else likely
    if term and status != "planned":
        return "former" if term.former or past else rule.status if term.current else status
    return "stated" if rule.begun and status == "former" else status


def _is_coming(claim: Claim, coming: frozenset[int]) -> bool:
    """Whether a claim is of an event that is only announced."""
    return claim.predicate in _OF_EVENTS and not coming.isdisjoint((claim.subject.local, claim.object.local))


def _doubted(judged: network.Judgement, encoding: Encoding, claims: Sequence[Claim]) -> network.Judgement:
    """Less of what is said of part-whole relations that a name spells out."""
    less = np.array([_SPELLED_OUT * claim.rule.startswith("rules.part_of.name") for claim in claims], np.float32)
    times = judged.times - less[encoding.times.claim][:, None]
    return dataclasses.replace(judged, statuses=judged.statuses - less[:, None], times=times)


def told_by_rule(rules: Sequence[Circumstances], terms: Sequence[Term | None]) -> list[FactStatus]:
    """What the words of a claim's clause say of it, else what its career says."""
    return [
        "former" if rule.status == "stated" and term and term.former else rule.status
        for rule, term in zip(rules, terms, strict=True)
    ]


def _bounded(when: When | None, term: Term | None) -> When | None:
    """A beginning, with the next step of the career as its latest end."""
    if when and term and term.left and when.role == "since":
        return dataclasses.replace(when, latest=max(term.left.when.latest, when.earliest))
    return when


def _is_past(when: When | None, published: When | None) -> bool:
    """Whether a stretch was over when the article came out."""
    return bool(when and published and "/" in when.iso and when.latest < published.earliest)


def _is_ahead(predicate: str, when: When | None, published: When | None) -> bool:
    """Whether something was to happen after the article came out: planned in 0.93 of annotated cases; posts are not asked."""
    asked = predicate not in ("holds_position", "part_of")
    return bool(asked and when and published and when.role != "until" and when.earliest > published.latest)


def _when(
    text: str, predicate: str, times: tuple[DateSpan | None, DateSpan | None, DateSpan | None], published: When | None
) -> When | None:
    """Of what lasts its term, else its moment, if the predicate has one."""
    moment, start, end = times
    term = _term(text, start, end, published) if _lasts(predicate) else None
    return term or (moment.when if moment and _has_moment(predicate) else None)


def likely_statuses(odds: Floats) -> Ints:
    """For each claim the number of the status whose log-odds against stated are farthest above its limit, or 0 (stated)."""
    above = odds - np.array([TAKEN[name] for name in standing.STATUSES[1:]])
    statuses: Ints = np.where(above.max(axis=1) > 0, above.argmax(axis=1) + 1, 0)
    return statuses


def likeliest(odds: Floats, pairs: Pairs, count: int, taken: float) -> list[int]:
    """For each claim the spot that is likeliest to be what is asked for, or -1 if none is likely enough."""
    best, found = np.full(count, taken), np.full(count, -1, np.int64)
    for claim, spot, value in zip(pairs.claim.tolist(), pairs.spot.tolist(), odds.tolist(), strict=True):
        if value > best[claim]:
            best[claim], found[claim] = value, spot
    return [int(n) for n in found]


def _lasts(predicate: str) -> bool:
    """Whether what the predicate says begins and ends."""
    return ontology().predicates[predicate].lifetime != "event"


def _has_moment(predicate: str) -> bool:
    """Whether what the predicate says happens at a time; of a post beginning and end are asked."""
    return not _lasts(predicate) or (
        "at" in ontology().predicates[predicate].qualifiers and predicate != "holds_position"
    )


def _term(text: str, start: DateSpan | None, end: DateSpan | None, published: When | None) -> When | None:
    """A beginning, an end, or both: a stretch that the text names, or from one time to another."""
    if start and end:
        if start == end and "/" in start.when.iso:
            return start.when
        first, last = start.when, end.when
        if first.earliest < last.earliest and "/" not in first.iso + last.iso:
            words = text[start.start : end.end]
            if end.start < start.end or len(words) > _LONGEST or "\n" in words:
                words = f"{first.text}…{last.text}"
            return When(words, f"{first.iso}/{last.iso}", first.earliest, last.latest)
    if start:
        latest = max(start.when.latest, published.latest) if published else start.when.latest
        return dataclasses.replace(start.when, role="since", latest=latest)
    return dataclasses.replace(end.when, role="until") if end else None


def _told(amount: Amount) -> tuple[tuple[str, str], ...]:
    pairs = [("amount", amount.text), ("amount_currency", amount.currency)]
    if amount.value is not None:
        pairs.append(("amount_value", format(amount.value, "f")))
    return tuple(pairs)
