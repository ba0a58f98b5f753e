"""What the other pairs of a document say of a pair: a second look at the network's log-odds, as graph inference.

A pair of nodes sees how likely each end is related to anybody, and what third nodes say: through a few learned kinds of
links, the ways of two steps from its first node to its second one in either direction.
"""

from collections.abc import Mapping

import numpy as np

from kg.nlp.relations.encoding import Encoding
from kg.nlp.relations.layout import Floats, Ints, brought_together

STEEP = 4.0  # log-odds are told in units of this
REACH = 2 * STEEP  # beyond which log-odds tell nothing new


def look_again(w: Mapping[str, Floats], e: Encoding, odds: Floats) -> Floats:
    """Log-odds (groups, outputs) after each group has seen the others."""
    if not len(odds):
        return odds
    nodes = int(e.node.max()) + 1
    told: Floats = np.clip(odds, -REACH, REACH) / np.float32(STEEP)
    likely = np.where(e.admitted, _sigmoid(odds), np.float32(0))
    ends = [_best(likely, at, nodes) for at in (e.source, e.target)]
    one, two = (_links(w, name, e, told, nodes) for name in ("one", "two"))
    turned_one, turned_two = one.transpose(0, 2, 1), two.transpose(0, 2, 1)
    ways = [a @ b for a in (one, turned_one) for b in (two, turned_two)]
    seen = [
        *(table[at] for at in (e.source, e.target) for table in ends),
        told,
        *(np.log1p(way[:, e.source, e.target]).T for way in ways),
    ]
    hidden: Floats = np.concatenate(seen, axis=1) @ w["inference.gather.weight"] + w["inference.gather.bias"]
    np.maximum(hidden, 0, out=hidden)
    settled: Floats = odds + hidden @ w["inference.settle.weight"] + w["inference.settle.bias"]
    return settled


def _best(likely: Floats, at: Ints, nodes: int) -> Floats:
    """The likeliest of each node's groups, for every output: (nodes, outputs)."""
    table = np.zeros((nodes, likely.shape[1]), np.float32)
    order, first = brought_together(at)
    table[at[order][first]] = np.maximum.reduceat(likely[order], first, axis=0)
    return table


def _links(w: Mapping[str, Floats], name: str, e: Encoding, told: Floats, nodes: int) -> Floats:
    """How strongly nodes are linked, by learned kind: (kinds, nodes, nodes)."""
    strength = _sigmoid(told @ w[f"inference.{name}.weight"] + w[f"inference.{name}.bias"])
    table = np.zeros((strength.shape[1], nodes, nodes), np.float32)
    table[:, e.source, e.target] = strength.T
    return table


def _sigmoid(x: Floats) -> Floats:
    """Through tanh, which never overflows."""
    half: Floats = np.tanh(x * np.float32(0.5)) * np.float32(0.5) + np.float32(0.5)
    return half
