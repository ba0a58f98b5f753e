"""The network of relations and posts in NumPy: how likely each two nodes of a document are related, as log-odds.

Convolutions read the letters. A unit is what they say at its place, its name's ends, its standing and its thing's other
places; a pair of units adds the letters between. The best pair of units speaks for its nodes, which then see what is said
of the others (`inference`). Several networks trained from different beginnings are averaged. Weights are in `network.npz`
beside this file (made by `python -m kg.nlp.relations.training`).
"""

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations import stored
from kg.nlp.relations.encoding import Encoding, outputs
from kg.nlp.relations.inference import look_again
from kg.nlp.relations.layout import Floats, symmetric
from kg.nlp.relations.letters import convolve, running, stretch

NETWORK = Path(__file__).parent / "network.npz"
FORMAT = 2
BOUND = 12.0
"""Log-odds are kept within ±BOUND; what no output admits has -BOUND."""
DILATIONS = (1, 2, 3)
WIDTH = 5
_BLOCK = 4096  # pairs that are weighed together
_SAID = "said"  # derived from the weights: the first convolution as a table
_DIGITS = 3  # of log-odds, so that a processor's own rounding decides nothing

Weights = Mapping[str, Floats]


@dataclasses.dataclass(frozen=True, slots=True)
class Network:
    """Networks of one shape over one alphabet (see `assemble`); `log_odds` depends on nothing but the encoding."""

    alphabet: Alphabet
    members: tuple[Weights, ...]
    threads: ThreadpoolController = dataclasses.field(default_factory=ThreadpoolController, repr=False, compare=False)

    def log_odds(self, encoding: Encoding) -> Floats:
        """(nodes, nodes, outputs): the log-odds that the first is related to the second."""
        count = int(encoding.node.max()) + 1 if len(encoding.node) else 0
        table = np.full((count, count, outputs()), -BOUND, np.float32)
        if len(encoding.first):
            with self.threads.limit(limits=1):
                odds = np.stack([group_scores(w, encoding) for w in self.members]).mean(axis=0, dtype=np.float32)
            odds = np.clip(np.round(odds, _DIGITS), -BOUND, BOUND)
            table[encoding.source, encoding.target] = np.where(encoding.admitted, odds, -BOUND)
        return table


def group_scores(w: Weights, e: Encoding) -> Floats:
    """The scores of every group for every output, by one network."""
    best = np.maximum.reduceat(pair_scores(w, e), e.first, axis=0)
    return both_ways(e, look_again(w, e, both_ways(e, best)))


def both_ways(e: Encoding, odds: Floats) -> Floats:
    """Scores of groups in which symmetric predicates are as likely one way as the other."""
    odds = odds.copy()
    for p in symmetric():
        odds[:, p] = np.maximum(odds[:, p], odds[e.reverse, p])
    return odds


def pair_scores(w: Weights, e: Encoding) -> Floats:
    """The scores of every pair of units for every output, by one network."""
    letters = _read_letters(w, e)
    subjects, objects = _read_units(w, e, letters)
    sums = running(letters, w["between.weight"], w["between.bias"])
    scores = np.empty((len(e.subject), outputs()), np.float32)
    for at in range(0, len(scores), _BLOCK):
        block = slice(at, at + _BLOCK)
        hidden = e.pairs[block] @ w["pair.weight"]
        hidden += subjects[e.subject[block]]
        hidden += objects[e.object[block]]
        together = np.flatnonzero(e.end[block] > e.start[block])
        hidden[together] += stretch(sums, e.start[block][together], e.end[block][together]) @ w["stretch.weight"]
        np.maximum(hidden, 0, out=hidden)
        mixed = hidden @ w["mix.weight"]
        mixed += w["mix.bias"]
        hidden += np.maximum(mixed, 0, out=mixed)
        np.matmul(hidden, w["last.weight"], out=scores[block])
    scores += w["last.bias"]
    return scores


def _read_letters(w: Weights, e: Encoding) -> Floats:
    """The letters after the convolutions; the later ones add to what they read."""
    reach = WIDTH // 2
    size = len(w["first.bias"])
    said = w[_SAID][np.where(e.marks > 0, len(w["letters.weight"]) + e.marks, e.letters)]
    padded = np.zeros((len(said) + 2 * reach, said.shape[1]), np.float32)
    padded[reach : reach + len(said)] = said
    x = np.broadcast_to(w["first.bias"], (len(said), size)).copy()
    for k in range(WIDTH):
        x += padded[k : k + len(said), k * size : (k + 1) * size]
    np.maximum(x, 0, out=x)
    for n, step in enumerate(DILATIONS[1:]):
        x += convolve(x, w[f"later.{n}.weight"], w[f"later.{n}.bias"], width=WIDTH, step=step)
    return x


def _read_units(w: Weights, e: Encoding, letters: Floats) -> tuple[Floats, Floats]:
    """Every unit as subject and as object."""
    here = letters[e.place]
    names = w["letters.weight"][e.names].reshape(len(e.names), -1)
    names = np.maximum(names @ w["names.weight"] + w["names.bias"], 0)
    count = int(e.node.max()) + 1 if len(e.node) else 0
    total = np.zeros((count, here.shape[1]), np.float32)
    np.add.at(total, e.node, here)
    shared = total / np.maximum(np.bincount(e.node, minlength=count), 1)[:, None].astype(np.float32)
    unit = np.concatenate([here, e.units, names, w["marks.weight"][e.marks[e.place]], shared[e.node]], axis=1)
    return unit @ w["subject.weight"] + w["subject.bias"], unit @ w["object.weight"]


def assemble(alphabet: Alphabet, members: Iterable[Weights]) -> Network:
    """An ensemble of trained weights."""
    return Network(alphabet, tuple({**weights, _SAID: _said(weights)} for weights in members))


def _said(w: Weights) -> Floats:
    """What each letter and each mark adds to the first convolution at each place of its window: (rows, WIDTH * outputs)."""
    rows = np.concatenate([w["letters.weight"] + w["marks.weight"][0], w["letters.weight"][0] + w["marks.weight"]])
    return np.concatenate([rows @ part for part in np.split(w["first.weight"], WIDTH)], axis=1)


def save(path: Path, network: Network) -> None:
    """Write an ensemble."""
    members = [sorted(w.items(), key=lambda item: item[0]) for w in network.members]
    weights = {f"{n}.{name}": value for n, member in enumerate(members) for name, value in member if name != _SAID}
    stored.write(path, FORMAT, network.alphabet, weights)


@functools.cache
def load(path: Path = NETWORK) -> Network:
    """The ensemble of a file."""
    alphabet, weights = stored.read(path, FORMAT)
    members: dict[str, dict[str, Floats]] = {}
    for key, value in weights.items():
        number, _, name = key.partition(".")
        members.setdefault(number, {})[name] = value
    return assemble(alphabet, (members[n] for n in sorted(members)))
