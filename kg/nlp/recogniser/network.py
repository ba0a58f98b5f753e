"""The network in NumPy: characters and lexicon words in, tag scores of every character out."""

import dataclasses

import numpy as np
import numpy.typing as npt

from kg.nlp.recogniser.features import Codes, Features

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True)
class Network:
    """Vectors of characters and words, one bidirectional LSTM (forward comes first) and the output layer.

    `gates` are `w_in`, `bias` and `w_state` with the columns of the sigmoid gates halved: the sigmoid of x is
    tanh(x/2)/2 + 1/2, so that one tanh serves all gates of a step.
    """

    features: Features
    chars: Floats
    words: Floats
    w_in: Floats
    w_state: Floats
    bias: Floats
    w_out: Floats
    b_out: Floats
    gates: tuple[Floats, Floats, Floats] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        half = np.ones(self.w_state.shape[2], np.float32)
        half[: 3 * self.w_state.shape[1]] = 0.5
        object.__setattr__(self, "gates", (self.w_in * half, (self.bias * half)[:, None], self.w_state * half))

    def scores(self, stretches: list[Codes]) -> tuple[Floats, Ints]:
        """Tag scores (time, stretch, tag) of stretches of text, zero beyond a stretch's end, and their lengths."""
        lengths = np.array([len(s) for s in stretches])
        gap = np.zeros(1, np.uint32)
        codes = np.concatenate([part for s in stretches for part in (s, gap)])
        offsets = np.cumsum(lengths + 1) - lengths - 1
        longest_first = np.argsort(-lengths, kind="stable")
        time, at = np.nonzero(np.arange(lengths.max())[:, None] < lengths[longest_first])
        row = longest_first[at]
        places = np.stack([offsets[row] + time, offsets[row] + lengths[row] - 1 - time])
        w_in, bias, _ = self.gates
        gates = self._inputs(codes)[places] @ w_in
        gates += bias
        hidden = self._run(gates, np.bincount(time))
        size = self.w_state.shape[1]
        flat = np.zeros((len(codes), 2 * size), np.float32)
        for direction, place in enumerate(places):
            flat[place, direction * size : (direction + 1) * size] = hidden[direction]
        scores = np.zeros((lengths.max(), len(lengths), len(self.b_out)), np.float32)
        scores[time, row] = flat[places[0]] @ self.w_out + self.b_out
        return scores, lengths

    def _inputs(self, codes: Codes) -> Floats:
        """A character's vector, the weighted sums of the words around it, its list flags."""
        read = self.features.read(codes)
        columns = self.words.shape[1]
        sums = np.zeros((4 * len(codes), columns), np.float32)
        if len(read.slots):
            heads = np.flatnonzero(np.diff(read.slots, prepend=-1))
            weighted = self.words[read.words] * read.weights[:, None]
            sums[read.slots[heads]] = np.add.reduceat(weighted, heads, axis=0)
        return np.hstack([self.chars[read.chars], sums.reshape(len(codes), 4 * columns), read.flags])

    def _run(self, gates: Floats, rows: Ints) -> Floats:
        """Hidden states (direction, place, size) from the gates' inputs; places are in order of time.

        `rows` says how many stretches reach each step, which never grows.
        """
        size = self.w_state.shape[1]
        hidden = np.empty((*gates.shape[:2], size), np.float32)
        before = np.zeros((2, rows[0], size), np.float32)
        cell = np.zeros((2, rows[0], size), np.float32)
        end = 0
        for count in rows.tolist():
            start, end = end, end + count
            z = before[:, :count] @ self.gates[2]
            z += gates[:, start:end]
            np.tanh(z, out=z)
            opened = z[..., : 3 * size]
            opened *= np.float32(0.5)
            opened += np.float32(0.5)
            cell = opened[..., size : 2 * size] * cell[:, :count]
            cell += opened[..., :size] * z[..., 3 * size :]
            before = np.tanh(cell)
            before *= opened[..., 2 * size :]
            hidden[:, start:end] = before
        return hidden
