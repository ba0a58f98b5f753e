"""What is taken of what the network and the trees hold likely: statuses, times, sums."""

import numpy as np

from kg.nlp.relations.circumstances import standing
from kg.nlp.relations.circumstances.encoding import Pairs
from kg.nlp.relations.circumstances.places import Floats, Ints

# From which log-odds on a time, a sum, a status is taken, chosen on held-back articles and pages: times so that three of four
# are right; what is denied goes out of the graph, so more is asked for it.
TAKEN = {"at": 0.0, "start": 0.0, "end": 0.0, "sum": -0.7, "planned": 0.0, "former": 0.2, "negated": 0.5}


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
