"""The network of relations and posts in torch: the same as at run time, and how it learns."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, relu

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.encoding import HEAD, MARKS, TAIL, Encoding, outputs
from kg.nlp.relations.layout import Floats, symmetric
from kg.nlp.relations.network import DILATIONS, WIDTH, Weights
from kg.nlp.relations.training.inference import Inference
from kg.nlp.relations.training.learning import begin, learn
from kg.nlp.relations.training.letters import LETTER, Letters, running, stretch

SIZE, NAME, BETWEEN, HIDDEN = 96, 48, 96, 160
EPOCHS = 5
_SCALE = 20  # pairs that one related pair weighs, about
_RARE = -4.0  # log-odds before anything is known

Lesson = tuple[dict[str, Any], Any, Any]  # a document, what of its groups is true, and what of it counts


class Net(Letters):
    """One network; `vectors` are its letters' beginnings, rows of the alphabet."""

    def __init__(self, vectors: Floats, units: int, pairs: int) -> None:
        super().__init__(vectors, MARKS, size=SIZE, first=WIDTH, width=WIDTH, dilations=DILATIONS[1:])
        self.names = nn.Linear((HEAD + TAIL) * LETTER, NAME)
        unit = SIZE + units + NAME + LETTER + SIZE
        self.subject, self.object = nn.Linear(unit, HIDDEN), nn.Linear(unit, HIDDEN, bias=False)
        self.pair = nn.Linear(pairs, HIDDEN, bias=False)
        self.between, self.stretch = nn.Linear(SIZE, BETWEEN), nn.Linear(BETWEEN, HIDDEN, bias=False)
        self.mix, self.last = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, outputs())
        self.last.bias.data.fill_(_RARE)
        self.inference = Inference()

    def forward(self, e: dict[str, Any]) -> Any:
        """The scores of groups: of every pair of nodes that is told, for every output."""
        letters = self.read(e)
        unit = self._units(e, letters)
        between = self.stretch(stretch(running(relu(self.between(letters))), e["start"], e["end"]))
        ends = self.subject(unit)[e["subject"]] + self.object(unit)[e["object"]]
        hidden = relu(ends + self.pair(e["pairs"]) + between)
        hidden = self.drop(hidden)
        hidden = relu(self.mix(hidden)) + hidden
        scores = self.last(self.drop(hidden))
        best = torch.full((len(e["source"]), outputs()), -30.0)
        best = best.scatter_reduce(0, e["group"][:, None].expand(-1, outputs()), scores, "amax", include_self=True)
        return _both_ways(e, self.inference(e, _both_ways(e, best), self.drop))

    def _units(self, e: dict[str, Any], letters: Any) -> Any:
        here = letters[e["place"]]
        count = int(e["node"].max()) + 1 if len(e["node"]) else 0
        index = e["node"][:, None].expand(-1, SIZE)
        shared = torch.zeros(count, SIZE).scatter_reduce(0, index, here, "mean", include_self=False)
        names = relu(self.names(self.drop(self.letters(e["names"]).flatten(1))))
        kinds = self.marks(e["marks"][e["place"]])
        return torch.cat([self.drop(here), e["units"], names, kinds, self.drop(shared)[e["node"]]], 1)


def _both_ways(e: dict[str, Any], odds: Any) -> Any:
    """Symmetric predicates are as likely one way as the other."""
    return torch.where(e["symmetric"], torch.maximum(odds, odds[e["reverse"]]), odds)


def beginnings(path: Any, size: int) -> tuple[Alphabet, Floats]:
    """The alphabet and first vectors of letters from a file of `key` and `vector` rows, the most frequent first."""
    with np.load(path, allow_pickle=False) as stored:
        keys, vectors = stored["key"][:size], stored["vector"][:size].astype(np.float32)
    codes = np.array([ord(k) for k in keys], np.uint32)
    order = np.argsort(codes)
    return Alphabet(codes[order]), np.concatenate([np.zeros((2, LETTER), np.float32), vectors[order]])


def tensors(encoding: Encoding) -> dict[str, Any]:
    """An encoding for torch."""
    fields = (
        "letters",
        "marks",
        "place",
        "names",
        "units",
        "node",
        "subject",
        "object",
        "pairs",
        "start",
        "end",
        "source",
        "target",
        "reverse",
    )
    arrays: dict[str, NDArray[Any]] = {name: getattr(encoding, name) for name in fields}
    sizes = np.diff(np.append(encoding.first, len(encoding.subject)))
    arrays["group"] = np.repeat(np.arange(len(sizes)), sizes)
    arrays["symmetric"] = np.isin(np.arange(outputs()), symmetric())[None]
    arrays["admitted"] = encoding.admitted
    return {name: torch.tensor(value) for name, value in arrays.items()}


def fit(documents: Sequence[Lesson], vectors: Floats, seed: int, epochs: int = EPOCHS) -> Net:
    """A network from lessons, the same for the same input on one thread."""
    begin(seed)
    first = documents[0][0]
    net = Net(vectors, first["units"].shape[1], first["pairs"].shape[1])
    learn(net, documents, lambda lesson: _loss(net, *lesson), seed=seed, epochs=epochs, scale=_SCALE)
    return net


def _loss(net: Net, document: dict[str, Any], truth: Any, counted: Any) -> Any:
    return binary_cross_entropy_with_logits(net(document)[counted], truth[counted], reduction="sum")


def weights_of(net: Net) -> Weights:
    """The arrays of the run time: matrices take rows of inputs; convolutions are one matrix over their window."""
    arrays = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    kept = ("letters.weight", "marks.weight")
    return {name: value if name in kept else turned(value) for name, value in arrays.items()}


def turned(value: Floats) -> Floats:
    """A layer's weights as the run time multiplies by them."""
    if value.ndim == 3:
        windows: Floats = value.transpose(2, 1, 0).reshape(-1, value.shape[0])
        return windows
    return value if value.ndim == 1 else value.T.copy()
