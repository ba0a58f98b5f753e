"""The network of circumstances in torch: the same as at run time, and how it learns."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, relu

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.circumstances.encoding import MARKS, STRETCHES, Encoding, Pairs
from kg.nlp.relations.circumstances.first import Look
from kg.nlp.relations.circumstances.network import DILATIONS, FIRST, TIMES, WIDTH, Weights, scaled
from kg.nlp.relations.circumstances.places import Floats, predicate_numbers
from kg.nlp.relations.circumstances.standing import STATUSES
from kg.nlp.relations.layout import TYPES
from kg.nlp.relations.training.learning import begin, learn
from kg.nlp.relations.training.letters import Letters, running, stretch
from kg.nlp.relations.training.network import turned
from kg.nlp.relations.training.pretraining import State, pretrain
from kg.nlp.training.raw_text import RawText

SIZE, POOL, PREDICATE, HIDDEN = 64, 32, 16, 96
EPOCHS = 12
_SCALE = 20  # claims of a document, about
_LESS = 0.5  # weight of times and sums beside statuses
_PLACES, _SPOT_STRETCHES = 3, 3
_LEAST = 0.05  # deviation of a number that hardly varies


@dataclasses.dataclass(frozen=True, slots=True)
class Lesson:
    """An article's claims and what is true of them: their statuses, the roles of each time, each sum.

    `told` says whether the article tells beginnings, ends and statuses at all, `part` which part of the data it is of.
    """

    article: int
    look: Look
    statuses: Any
    times: Any
    sums: Any
    told: bool
    part: str = ""

    @property
    def encoding(self) -> Encoding:
        """The arrays that networks take in."""
        return self.look.encoding


def read_raw(raw: RawText, alphabet: Alphabet, vectors: Floats) -> State:
    """What a network's convolutions learn of raw text."""
    begin(0)
    return pretrain(Letters(vectors, MARKS, size=SIZE, first=FIRST, width=WIDTH, dilations=DILATIONS), raw, alphabet)


class Net(Letters):
    """One network; `vectors` are its letters' beginnings, `sizes` how many numbers claims, times and sums are told by."""

    def __init__(self, vectors: Floats, sizes: Mapping[str, int]) -> None:
        super().__init__(vectors, MARKS, size=SIZE, first=FIRST, width=WIDTH, dilations=DILATIONS)
        self.pool, self.predicate = nn.Linear(SIZE, POOL), nn.Embedding(len(predicate_numbers()), PREDICATE)
        claim = _PLACES * SIZE + STRETCHES * POOL + PREDICATE
        spot = 2 * SIZE + _SPOT_STRETCHES * POOL
        self.status = _decision(claim + sizes["claim"], 0, len(STATUSES))
        self.time = _decision(claim, spot + sizes["time"], len(TIMES))
        self.sum = _decision(claim, spot + sizes["sum"], 1)

    def forward(self, e: Mapping[str, Any]) -> tuple[Any, Any, Any]:
        """Scores of each claim's statuses, of each pair's roles and of each pair's sum."""
        letters = self.read(e)
        sums = running(relu(self.pool(letters)))
        title = e["title"].clamp(max=len(letters) - 1)
        places = [letters[at] for at in (e["subject"], e["object"], title)]
        claims = torch.cat([*places, stretch(sums, e["start"], e["end"]).flatten(1), self.predicate(e["predicate"])], 1)
        status = self._decide(self.status, self.status["claim"](self.drop(torch.cat([claims, e["features"]], 1))))
        return status, self._weigh("time", e, claims, letters, sums), self._weigh("sum", e, claims, letters, sums)

    def _weigh(self, name: str, e: Mapping[str, Any], claims: Any, letters: Any, sums: Any) -> Any:
        parts, pairs = getattr(self, name), e[name]
        between = stretch(sums, pairs["start"], pairs["end"]).flatten(1)
        spots = [letters[pairs["first"]], letters[pairs["last"]], between]
        hidden = parts["claim"](self.drop(claims))[pairs["claim"]]
        return self._decide(parts, hidden + parts["spot"](self.drop(torch.cat([*spots, pairs["features"]], 1))))

    def _decide(self, parts: Any, hidden: Any) -> Any:
        hidden = self.drop(relu(hidden))
        hidden = relu(parts["mix"](hidden)) + hidden
        return parts["last"](self.drop(hidden))


def _decision(claim: int, spot: int, results: int) -> nn.ModuleDict:
    parts = {"claim": nn.Linear(claim, HIDDEN), "mix": nn.Linear(HIDDEN, HIDDEN), "last": nn.Linear(HIDDEN, results)}
    return nn.ModuleDict(parts | ({"spot": nn.Linear(spot, HIDDEN, bias=False)} if spot else {}))


Scales = dict[str, tuple[Floats, Floats]]


def scales(lessons: Sequence[Lesson]) -> Scales:
    """Means and deviations of the logarithms of the numbers of claims, times and sums."""
    found = {}
    for name in ("claim", "time", "sum"):
        rows = np.concatenate([_numbers(lesson.encoding, name) for lesson in lessons])
        logarithms = np.sign(rows) * np.log1p(np.abs(rows))
        found[name] = logarithms.mean(axis=0), np.maximum(logarithms.std(axis=0), _LEAST)
    return found


def _numbers(e: Encoding, name: str) -> Floats:
    return e.features if name == "claim" else (e.times if name == "time" else e.sums).features


def tensors(e: Encoding, known: Scales) -> dict[str, Any]:
    """An encoding for torch, its numbers scaled."""
    fields = ("letters", "marks", "subject", "object", "title", "predicate", "start", "end")
    result: dict[str, Any] = {name: torch.tensor(getattr(e, name)) for name in fields}
    result["named"] = _names(result["marks"])
    result["features"] = torch.tensor(scaled(e.features, *known["claim"]))
    return result | {name: _pairs(pairs, known[name]) for name, pairs in (("time", e.times), ("sum", e.sums))}


def _names(marks: Any) -> Any:
    """The number of the name that each letter is part of: a name's first letter has an odd mark, its others the next."""
    named = (marks > 0) & (marks <= 2 * len(TYPES))
    return torch.cumsum((named & (marks % 2 == 1)).long(), 0) * named


def _pairs(pairs: Pairs, scale: tuple[Floats, Floats]) -> dict[str, Any]:
    fields = ("claim", "first", "last", "start", "end")
    result = {name: torch.tensor(getattr(pairs, name)) for name in fields}
    return result | {"features": torch.tensor(scaled(pairs.features, *scale))}


def fit(
    lessons: Sequence[Lesson], vectors: Floats, start: State | None = None, seed: int = 0, epochs: int = EPOCHS
) -> Weights:
    """The weights from lessons, the same for the same input on one thread; `start` is what raw text taught."""
    begin(seed)
    known = scales(lessons)
    documents = [(tensors(lesson.encoding, known), lesson) for lesson in lessons]
    net = Net(vectors, {name: len(mean) for name, (mean, _) in known.items()})
    net.load_state_dict(start or {}, strict=False)
    learn(net, documents, lambda document: _loss(net, *document), seed=seed, epochs=epochs, scale=_SCALE)
    return _weights(net, known)


def _loss(net: Net, document: Mapping[str, Any], truth: Lesson) -> Any:
    status, times, sums = net(document)
    wrong = binary_cross_entropy_with_logits(times, truth.times, reduction="none")
    loss = _LESS * (wrong if truth.told else wrong[:, :1]).sum()
    loss = loss + _LESS * binary_cross_entropy_with_logits(sums[:, 0], truth.sums, reduction="sum")
    return loss + cross_entropy(status, truth.statuses, reduction="sum") if truth.told else loss


def _weights(net: Net, known: Scales) -> Weights:
    """The arrays of the run time."""
    arrays = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    kept = ("letters.weight", "marks.weight", "predicate.weight")
    result = {name: value if name in kept else turned(value) for name, value in arrays.items()}
    for name, (mean, deviation) in known.items():
        result |= {f"{name}.mean": mean.astype(np.float32), f"{name}.deviation": deviation.astype(np.float32)}
    return result
