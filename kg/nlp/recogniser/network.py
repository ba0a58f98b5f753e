"""The network in NumPy: characters and lexicon words in, tag scores of every character out."""

import dataclasses

import numpy as np
import numpy.typing as npt

from kg.nlp.recogniser.lexicon import Lexicon, soft_lexicon

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]


@dataclasses.dataclass(frozen=True, slots=True)
class Alphabet:
    """Known characters as ascending code points; row 0 of the vectors stands for a gap, row 1 for an unknown character."""

    codes: Codes

    def rows(self, codes: Codes) -> Ints:
        """The row of every character."""
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        rows = np.where(self.codes[at] == codes, at + 2, 1)
        rows[codes == 0] = 0
        return rows


@dataclasses.dataclass(frozen=True, slots=True)
class Network:
    """Vectors of characters and words, one bidirectional LSTM (forward first in the leading axis) and the output layer."""

    alphabet: Alphabet
    lexicon: Lexicon
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
        """A character's vector, and the weighted sums of the words that begin at, run through, end at and are it."""
        slot, word, weight = soft_lexicon(self.lexicon.matches(codes), self.lexicon.counts, len(codes))
        columns = self.words.shape[1]
        sums = np.zeros((4 * len(codes), columns), np.float32)
        if len(slot):
            heads = np.flatnonzero(np.diff(slot, prepend=-1))
            sums[slot[heads]] = np.add.reduceat(self.words[word] * weight[:, None], heads, axis=0)
        return np.hstack([self.chars[self.alphabet.rows(codes)], sums.reshape(len(codes), 4 * columns)])

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
