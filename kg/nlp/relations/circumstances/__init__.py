"""When claims held, what was paid, and whether they are stated, planned, former or denied.

A network, learned from annotated articles, and rules look at each claim by itself; trees look again at the statuses of all.
What nothing speaks for is left out.
"""

from collections.abc import Sequence

from kg.nlp.amounts import Amount
from kg.nlp.relations.circumstances import network, second
from kg.nlp.relations.circumstances.encoding import Said
from kg.nlp.relations.circumstances.first import look
from kg.nlp.relations.circumstances.places import Span
from kg.nlp.relations.circumstances.rules import Circumstances
from kg.nlp.relations.circumstances.standing import STATUSES
from kg.nlp.relations.circumstances.taken import TAKEN, likeliest
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading

__all__ = ["Circumstances", "Said", "read_circumstances"]


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
    judge = network.load()
    first = look(reading, claims, evidence, said, judge.alphabet, repeated)
    judged = first.judged(judge)
    whens = first.whens(judged)
    statuses = first.statuses(second.load().judged(first, judged, whens), whens)
    sums = likeliest(judged.sums[:, 0], first.encoding.sums, len(claims), TAKEN["sum"])
    result = []
    for rule, status, held, n in zip(first.rules, statuses.tolist(), whens, sums, strict=True):
        paid = [said.amounts[n]] if n >= 0 else []
        qualifiers = (*(pair for amount in paid for pair in _told(amount)), *rule.qualifiers)
        told = (*((date.start, date.end) for date in held.told), *((amount.start, amount.end) for amount in paid))
        result.append(Circumstances(STATUSES[status], held.when, qualifiers, told=told))
    return result


def _told(amount: Amount) -> tuple[tuple[str, str], ...]:
    pairs = [("amount", amount.text), ("amount_currency", amount.currency)]
    if amount.value is not None:
        pairs.append(("amount_value", format(amount.value, "f")))
    return tuple(pairs)
