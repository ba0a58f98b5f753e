"""The network in NumPy: characters and lexicon words in, tag scores of every character out."""

import dataclasses

import numpy as np
import numpy.typing as npt

from kg.nlp.recogniser.features import Codes, Features

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True)
class Network:
    """Vectors of characters and words, one bidirectional LSTM (forward comes first) and the output layer."""

    features: Features
    chars: Floats
    words: Floats
    w_in: Floats
    w_state: Floats
    bias: Floats
    w_out: Floats
    b_out: Floats

    def scores(self, stretches: list[Codes]) -> tuple[Floats, Ints]:
        """Tag scores (time, stretch, tag) of stretches of text, and their lengths."""
        lengths = np.array([len(s) for s in stretches])
        gap = np.zeros(1, np.uint32)
        codes = np.concatenate([part for s in stretches for part in (s, gap)])
        offsets = np.cumsum(lengths + 1) - lengths - 1
        time = np.arange(lengths.max())[:, None]
        within = time < lengths
        forward = np.where(within, offsets + time, len(codes) - 1)
        backward = np.where(within, offsets + lengths - 1 - time, len(codes) - 1)
        inputs = self._inputs(codes)
        gates = [inputs @ self.w_in[d] + self.bias[d] for d in (0, 1)]
        hidden = self._run(np.stack([gates[0][forward], gates[1][backward]], axis=1))
        flat = np.zeros((len(codes), self.w_out.shape[0]), np.float32)
        size = self.w_state.shape[1]
        flat[forward[within], :size] = hidden[:, 0][within]
        flat[backward[within], size:] = hidden[:, 1][within]
        return (flat @ self.w_out + self.b_out)[forward], lengths

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

    def _run(self, gates: Floats) -> Floats:
        """Hidden states (time, direction, stretch, size) from the gates' inputs of the same shape."""
        steps, directions, rows, _ = gates.shape
        size = self.w_state.shape[1]
        hidden = np.zeros((steps + 1, directions, rows, size), np.float32)
        cell = np.zeros((directions, rows, size), np.float32)
        for t in range(steps):
            z = gates[t] + hidden[t - 1] @ self.w_state
            opened = _sigmoid(z[..., : 3 * size])
            cell = opened[..., size : 2 * size] * cell + opened[..., :size] * np.tanh(z[..., 3 * size :])
            hidden[t] = opened[..., 2 * size :] * np.tanh(cell)
        return hidden[:steps]


def _sigmoid(x: Floats) -> Floats:
    """Through tanh, which never overflows."""
    half: Floats = np.tanh(x * np.float32(0.5)) * np.float32(0.5) + np.float32(0.5)
    return half
