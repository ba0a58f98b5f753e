"""The network in NumPy: characters and lexicon words in, tag scores of every character out."""

import dataclasses

import numpy as np

from kg.nlp.recogniser.features import Codes, Features
from kg.nlp.recogniser.lstm import Floats, Ints, Layer, Steps


@dataclasses.dataclass(frozen=True, slots=True)
class Network:
    """Vectors of characters and words, the layers that read them, and the output layer.

    A layer above the first reads what all below it read and found (columns in this order: inputs, states).
    """

    features: Features
    chars: Floats
    words: Floats
    layers: tuple[Layer, ...]
    w_out: Floats
    b_out: Floats

    def scores(self, stretches: list[Codes]) -> tuple[Floats, Ints]:
        """Tag scores (time, stretch, tag) of stretches of text, zero beyond a stretch's end, and their lengths."""
        lengths = np.array([len(s) for s in stretches])
        gap = np.zeros(1, np.uint32)
        codes = np.concatenate([part for s in stretches for part in (s, gap)])
        offsets = np.cumsum(lengths + 1) - lengths - 1
        longest_first = np.argsort(-lengths, kind="stable")
        time, at = np.nonzero(np.arange(lengths.max())[:, None] < lengths[longest_first])
        row = longest_first[at]
        steps = Steps(np.stack([offsets[row] + time, offsets[row] + lengths[row] - 1 - time]), np.bincount(time))
        inputs = self._inputs(codes)
        hidden = self.layers[0].read(inputs, steps)
        for layer in self.layers[1:]:
            inputs = np.hstack([inputs, hidden])
            hidden = layer.read(inputs, steps)
        scores = np.zeros((lengths.max(), len(lengths), len(self.b_out)), np.float32)
        scores[time, row] = hidden[steps.places[0]] @ self.w_out + self.b_out
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
