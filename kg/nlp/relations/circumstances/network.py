"""The network of circumstances in NumPy: status, times and sums of claims, as log-odds.

Dilated convolutions read the letters. A claim is what they say at its ends and its title and over stretches around them; a
time or a sum beside it adds what they say there and in between. Weights are in `circumstances.npz` (made by
`python -m kg.nlp.relations.training`).
"""

import dataclasses
import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations import stored
from kg.nlp.relations.circumstances.encoding import Encoding, Pairs
from kg.nlp.relations.circumstances.places import Floats, Ints
from kg.nlp.relations.letters import Sums, convolve, running, stretch

FILE = Path(__file__).parent.parent / "circumstances.npz"
FORMAT = 3
FIRST, WIDTH, DILATIONS = 5, 3, (2, 4, 8, 16)
TIMES = ("at", "start", "end")
LIMIT = 4.0  # numbers are told as standard scores of their logarithms, within ±LIMIT
_DIGITS = 3  # of log-odds, so that a processor's own rounding decides nothing

Weights = Mapping[str, Floats]


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement:
    """Log-odds: of each claim's statuses against stated, of each pair's roles (TIMES), of each pair's sum."""

    statuses: Floats
    times: Floats
    sums: Floats


@dataclasses.dataclass(frozen=True, slots=True)
class Network:
    """Weights over an alphabet; `judge` depends on nothing but the encoding."""

    alphabet: Alphabet
    weights: Weights
    threads: ThreadpoolController = dataclasses.field(default_factory=ThreadpoolController, repr=False, compare=False)

    def judge(self, e: Encoding) -> Judgement:
        """What is likely of the claims of a document."""
        with self.threads.limit(limits=1):
            letters = _read_letters(self.weights, e)
            sums = running(letters, self.weights["pool.weight"], self.weights["pool.bias"])
            claims = _read_claims(self.weights, e, letters, sums)
            numbers = scaled(e.features, self.weights["claim.mean"], self.weights["claim.deviation"])
            status = _decide(
                self.weights, "status", np.concatenate([claims, numbers], axis=1) @ self.weights["status.claim.weight"]
            )
            times, paid = (
                _weigh(self.weights, name, pairs, claims, letters, sums)
                for name, pairs in (("time", e.times), ("sum", e.sums))
            )
        return Judgement(
            np.round(status[:, 1:] - status[:, :1], _DIGITS), np.round(times, _DIGITS), np.round(paid, _DIGITS)
        )


def scaled(numbers: Floats, mean: Floats, deviation: Floats) -> Floats:
    """Standard scores of the logarithms of numbers."""
    logarithms = np.sign(numbers) * np.log1p(np.abs(numbers))
    scores: Floats = np.clip((logarithms - mean) / deviation, -LIMIT, LIMIT).astype(np.float32)
    return scores


def _read_letters(w: Weights, e: Encoding) -> Floats:
    said = w["letters.weight"][e.letters] + w["marks.weight"][e.marks]
    x = convolve(said, w["first.weight"], w["first.bias"], width=FIRST)
    for n, step in enumerate(DILATIONS):
        x += convolve(x, w[f"later.{n}.weight"], w[f"later.{n}.bias"], width=WIDTH, step=step)
    return x


def _together(sums: Sums, start: Ints, end: Ints) -> Floats:
    """What each row's stretches say: (rows, stretches * numbers)."""
    said = stretch(sums, start, end)
    return said.reshape(len(said), said.shape[1] * said.shape[2])


def _read_claims(w: Weights, e: Encoding, letters: Floats, sums: Sums) -> Floats:
    title = np.minimum(e.title, len(letters) - 1)
    places = [letters[at] for at in (e.subject, e.object, title)]
    return np.concatenate([*places, _together(sums, e.start, e.end), w["predicate.weight"][e.predicate]], axis=1)


def _weigh(w: Weights, name: str, pairs: Pairs, claims: Floats, letters: Floats, sums: Sums) -> Floats:
    numbers = scaled(pairs.features, w[f"{name}.mean"], w[f"{name}.deviation"])
    spots = [letters[pairs.first], letters[pairs.last], _together(sums, pairs.start, pairs.end), numbers]
    hidden = (claims @ w[f"{name}.claim.weight"])[pairs.claim]
    hidden += np.concatenate(spots, axis=1) @ w[f"{name}.spot.weight"]
    return _decide(w, name, hidden)


def _decide(w: Weights, name: str, hidden: Floats) -> Floats:
    hidden = np.maximum(hidden + w[f"{name}.claim.bias"], 0)
    mixed = hidden @ w[f"{name}.mix.weight"]
    mixed += w[f"{name}.mix.bias"]
    hidden += np.maximum(mixed, 0, out=mixed)
    odds: Floats = hidden @ w[f"{name}.last.weight"] + w[f"{name}.last.bias"]
    return odds


def save(path: Path, network: Network) -> None:
    """Write a network."""
    stored.write(path, FORMAT, network.alphabet, dict(sorted(network.weights.items())))


@functools.cache
def load(path: Path = FILE) -> Network:
    """The network of a file."""
    return Network(*stored.read(path, FORMAT))
