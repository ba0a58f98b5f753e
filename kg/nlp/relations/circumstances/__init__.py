"""When claims held, what was paid, and whether they are stated, planned, former or denied.

Times and sums near a claim are weighed by boosted trees, learned from annotated articles; so is the status, where a rule's
word on the clause is one of the things that are weighed. What nothing speaks for is left out.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np

from kg.model import FactStatus, When
from kg.nlp.amounts import Amount
from kg.nlp.dates import DateSpan
from kg.nlp.relations.circumstances import spots, standing
from kg.nlp.relations.circumstances.places import Floats, Ints, Places, Span, locate
from kg.nlp.relations.circumstances.rules import Circumstances, read_clause
from kg.nlp.relations.circumstances.weights import load
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading
from kg.nlp.relations.trees import probability
from kg.vocabulary import ontology

__all__ = ["TAKEN", "Circumstances", "Said", "near_sums", "read_circumstances"]

# From which probability on a time, a sum, a status is taken, chosen on held-back articles.
TAKEN = {"at": 0.3, "start": 0.35, "end": 0.35, "amount": 0.4, "planned": 0.45, "former": 0.42, "negated": 0.45}
_LONGEST = 40  # letters of a stretch's words


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """What a document says around its claims: its times and sums of money, and when it was published."""

    dates: Sequence[DateSpan]
    amounts: Sequence[Amount]
    published: When | None


def read_circumstances(
    reading: Reading, claims: Sequence[Claim], evidence: Sequence[tuple[Span, ...]], said: Said
) -> list[Circumstances]:
    """Time, amount and status of each claim."""
    if not claims:
        return []
    places = locate(reading, claims, evidence)
    by_rule = [
        read_clause(reading, claim, spans, said.dates, said.published)
        for claim, spans in zip(claims, evidence, strict=True)
    ]
    whens = _whens(places, claims, by_rule, said)
    statuses = _statuses(places, claims, [c.status for c in by_rule], said)
    amounts = _amounts(places, claims, said.amounts)
    return [
        Circumstances(status, when, (*amount, *rule.qualifiers))
        for status, when, amount, rule in zip(statuses, whens, amounts, by_rule, strict=True)
    ]


def _whens(places: Places, claims: Sequence[Claim], by_rule: Sequence[Circumstances], said: Said) -> list[When | None]:
    pairs, at = spots.near(places, said.dates)
    if not len(pairs):
        return [rule.when for rule in by_rule]
    rows = spots.describe(places, said.dates, pairs, at, spots.told_of_time(places.text, said.published))
    lasting, dated = (np.array([test(c.predicate) for c in claims])[pairs] for test in (_lasts, _has_moment))
    chosen = {
        name: _best(name, rows[asked], pairs[asked], at[asked], len(claims))
        for name, asked in (("at", dated), ("start", lasting), ("end", lasting))
    }
    result = []
    for n, rule in enumerate(by_rule):
        date, start, end = (said.dates[i] if (i := chosen[name][n]) >= 0 else None for name in ("at", "start", "end"))
        term = _term(places.text, start, end, said.published)
        result.append(term or (date.when if date else None) or rule.when)
    return result


def _lasts(predicate: str) -> bool:
    """Whether what the predicate says begins and ends."""
    return ontology().predicates[predicate].lifetime != "event"


def _has_moment(predicate: str) -> bool:
    """Whether what the predicate says happens at a time; of a post beginning and end are asked."""
    return not _lasts(predicate) or (
        "at" in ontology().predicates[predicate].qualifiers and predicate != "holds_position"
    )


def _best(name: str, rows: Floats, pairs: Ints, at: Ints, count: int) -> list[int]:
    """For each claim the spot that is likeliest to be what is asked for, or -1 if none is likely enough."""
    chances = probability(load()[name].scores(rows))
    best, found = np.full(count, TAKEN[name]), np.full(count, -1, np.int64)
    for claim, spot, chance in zip(pairs.tolist(), at.tolist(), chances.tolist(), strict=True):
        if chance > best[claim]:
            best[claim], found[claim] = chance, spot
    return [int(n) for n in found]


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


def near_sums(places: Places, claims: Sequence[Claim], amounts: Sequence[Amount]) -> tuple[Ints, Ints]:
    """The pairs of a claim that takes a sum of money and a sum that is weighed for it."""
    pairs, at = spots.near(places, amounts)
    paid = np.isin(
        pairs, [n for n, c in enumerate(claims) if "amount" in ontology().predicates[c.predicate].qualifiers]
    )
    return pairs[paid], at[paid]


def _amounts(places: Places, claims: Sequence[Claim], amounts: Sequence[Amount]) -> list[tuple[tuple[str, str], ...]]:
    result: list[tuple[tuple[str, str], ...]] = [()] * len(claims)
    pairs, at = near_sums(places, claims, amounts)
    if len(pairs):
        rows = spots.describe(places, amounts, pairs, at, spots.told_of_sum(places.text))
        for claim, spot in enumerate(_best("amount", rows, pairs, at, len(claims))):
            if spot >= 0:
                result[claim] = _told(amounts[spot])
    return result


def _told(amount: Amount) -> tuple[tuple[str, str], ...]:
    pairs = [("amount", amount.text), ("amount_currency", amount.currency)]
    if amount.value is not None:
        pairs.append(("amount_value", format(amount.value, "f")))
    return tuple(pairs)


def _statuses(places: Places, claims: Sequence[Claim], by_rule: Sequence[FactStatus], said: Said) -> list[FactStatus]:
    """Of a post 拟任 and 原 right before it decide; otherwise the likeliest status that is likely enough, or stated."""
    rows = standing.describe(places, claims, by_rule=by_rule, dates=said.dates, published=said.published)
    chances = {name: probability(load()[name].scores(rows)) for name in standing.STATUSES[1:]}
    result: list[FactStatus] = []
    for n, (claim, rule) in enumerate(zip(claims, by_rule, strict=True)):
        if claim.predicate == "holds_position" and rule != "stated":
            result.append(rule)
            continue
        likely = max(standing.STATUSES[1:], key=lambda name: chances[name][n])
        result.append(likely if chances[likely][n] > TAKEN[likely] else "stated")
    return result
