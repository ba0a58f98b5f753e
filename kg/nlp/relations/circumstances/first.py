"""The first look at circumstances: what a network over the letters and the rules say of each claim by itself."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from kg.model import FactStatus, When
from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.careers import Term, read_terms
from kg.nlp.relations.circumstances import standing
from kg.nlp.relations.circumstances.announced import announced, intended
from kg.nlp.relations.circumstances.beside import labels
from kg.nlp.relations.circumstances.encoding import Encoding, Said, encode
from kg.nlp.relations.circumstances.moments import Held, at_one_time, event_of, told_by, when_held
from kg.nlp.relations.circumstances.network import TIMES, Judgement, Network
from kg.nlp.relations.circumstances.places import Ints, Places, Span, locate
from kg.nlp.relations.circumstances.rules import Circumstances, read_clause
from kg.nlp.relations.circumstances.spots import without_lives
from kg.nlp.relations.circumstances.taken import TAKEN, likeliest, likely_statuses
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading

_SPELLED_OUT = 1.5  # asked beyond that of what a name tells: of such part-whole 0.97 is stated and has no time


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """A document's claims, at least one, and what is known of each before a network judges it."""

    reading: Reading
    claims: Sequence[Claim]
    said: Said
    rules: Sequence[Circumstances]
    terms: Sequence[Term | None]
    places: Places
    encoding: Encoding

    def labels(self) -> Ints:
        """By what the claims are company."""
        ends = [(c.subject.local, c.object.local) for c in self.claims]
        return labels(self.places, *np.array(ends, np.int64).T)

    def judged(self, judge: Network) -> Judgement:
        """What a network says, less of part-whole relations that a name spells out."""
        judged, pairs = judge.judge(self.encoding), self.encoding.times
        less = np.array([_SPELLED_OUT * c.rule.startswith("rules.part_of.name") for c in self.claims], np.float32)
        times = judged.times - less[pairs.claim][:, None]
        return dataclasses.replace(judged, statuses=judged.statuses - less[:, None], times=times)

    def whens(self, judged: Judgement) -> list[Held]:
        """When each claim held, by a judgement's times."""
        dates, pairs = self.said.dates, self.encoding.times
        moments, *ends = (
            likeliest(judged.times[:, n], pairs, len(self.claims), TAKEN[name]) for n, name in enumerate(TIMES)
        )
        asked = zip(pairs.claim.tolist(), pairs.spot.tolist(), strict=True)
        sure = dict(zip(asked, judged.times[:, 0].tolist(), strict=True))
        likely = [at_one_time(self.claims, moments, sure), *ends]
        found = []
        for claim, rule, term, *spots in zip(self.claims, self.rules, self.terms, *likely, strict=True):
            moment, start, end = (dates[spot] if spot >= 0 else None for spot in spots)
            when = when_held(self.reading.text, claim, rule, term, (moment, start, end), self.said.published)
            weighed = (moment, start, end, term and term.since, term and term.until)
            found.append(Held(when, moment.when if moment else None, told_by(when, claim, weighed, dates)))
        return found

    def statuses(self, judged: Judgement, whens: Sequence[Held] | None = None) -> Ints:
        """The number of the status of each claim by a judgement, and by the rules that know better.

        `whens` are `self.whens(judged)`, if they are at hand.
        """
        coming, published, found = announced(self.reading), self.said.published, []
        likely, whens = likely_statuses(judged.statuses), whens or self.whens(judged)
        for claim, rule, term, n, held in zip(self.claims, self.rules, self.terms, likely.tolist(), whens, strict=True):
            status = _status(claim.predicate, standing.STATUSES[n], rule, term, _is_past(held.when, published))
            if status == "stated" and (
                _is_ahead(claim.predicate, held.when or held.moment, published)
                or _is_coming(claim, coming)
                or intended(self.reading, claim)
            ):
                status = "planned"
            found.append(standing.STATUSES.index(status))
        return np.array(found, np.int64)


def look(
    reading: Reading,
    claims: Sequence[Claim],
    evidence: Sequence[tuple[Span, ...]],
    said: Said,
    alphabet: Alphabet,
    repeated: Sequence[Claim] = (),
) -> Look:
    """Read what stands around claims, of which there is at least one; `repeated` are the claims at all their places, if some have several."""
    said = dataclasses.replace(said, dates=without_lives(reading.text, said.dates))
    places = locate(reading, claims, evidence)
    rules = [
        read_clause(reading, claim, spans, said.dates, said.published)
        for claim, spans in zip(claims, evidence, strict=True)
    ]
    terms = read_terms(reading, claims, said.dates, repeated)
    encoding = encode(reading, claims, places, told_by_rule(rules, terms), said, alphabet)
    return Look(reading, claims, said, rules, terms, places, encoding)


def told_by_rule(rules: Sequence[Circumstances], terms: Sequence[Term | None]) -> list[FactStatus]:
    """What the words of a claim's clause say of it, else what its career says."""
    return [
        "former" if rule.status == "stated" and term and term.former else rule.status
        for rule, term in zip(rules, terms, strict=True)
    ]


def _status(predicate: str, likely: FactStatus, rule: Circumstances, term: Term | None, past: bool) -> FactStatus:
    """Of a post 拟任 and 原 right before it decide, then what its career says; else what is likely."""
    status = rule.status if predicate == "holds_position" and rule.status != "stated" else likely
    if term and status != "planned":
        return "former" if term.former or past else rule.status if term.current else status
    return "stated" if rule.begun and status == "former" else status


def _is_past(when: When | None, published: When | None) -> bool:
    """Whether a stretch was over when the article came out."""
    return bool(when and published and "/" in when.iso and when.latest < published.earliest)


def _is_ahead(predicate: str, when: When | None, published: When | None) -> bool:
    """Whether something was to happen after the article came out: planned in 0.93 of annotated cases; posts are not asked."""
    asked = predicate not in ("holds_position", "part_of")
    return bool(asked and when and published and when.role != "until" and when.earliest > published.latest)


def _is_coming(claim: Claim, coming: frozenset[int]) -> bool:
    """Whether a claim is of an event that is only announced."""
    return event_of(claim) in coming
