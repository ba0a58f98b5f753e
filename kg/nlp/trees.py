"""Boosted trees evaluated with NumPy, all rows and all trees at once.

Every inner node that a row fails (its feature is above the threshold) rules out the leaves on its left; the row ends in
the leftmost leaf that is left (Lucchese et al., QuickScorer, SIGIR 2015). So a tree is an AND over bit masks, without
descending. Rows lie side by side, so that a node is asked of all of them at once.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK = 256  # rows at a time, to bound the memory
MOST_LEAVES = 16


@dataclasses.dataclass(frozen=True, slots=True)
class Trees:
    """Inner nodes as (trees, nodes): feature, threshold, and the mask of leaves that remain where it fails.

    Unused nodes have an infinite threshold. `value` is (trees, leaves), the leaves from left to right.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    mask: NDArray[np.uint16]
    value: NDArray[np.float32]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays under their names, to be stored."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}

    @classmethod
    def stored(cls, arrays: Mapping[str, NDArray[Any]]) -> "Trees":
        """The trees of stored arrays."""
        return cls(*(arrays[f.name] for f in dataclasses.fields(cls)))

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum of leaf values (log-odds) of each row."""
        total = np.zeros(len(rows))
        trees, leaves = self.value.shape
        asked = self.feature.T.astype(np.intp), self.threshold.T[..., None], ~self.mask.T[..., None]
        first = np.arange(trees)[:, None] * leaves
        for start in range(0, len(rows), _BLOCK):
            block = np.ascontiguousarray(rows[start : start + _BLOCK].T)
            gone = np.zeros((trees, block.shape[1]), np.uint16)
            for feature, threshold, ruled_out in zip(*asked, strict=True):
                failed = block.take(feature, axis=0) > threshold
                gone |= np.multiply(failed, ruled_out, dtype=np.uint16)
            said = self.value.take(_LEFTMOST.take(gone) + first)
            total[start : start + _BLOCK] = np.ascontiguousarray(said.T).sum(axis=1, dtype=np.float64)
        return total


_GONE = np.arange(1 << MOST_LEAVES)
_LEFTMOST = np.minimum(np.log2(~_GONE & _GONE + 1).astype(np.intp), MOST_LEAVES - 1)
"""The leftmost leaf that is left, by the leaves that are gone."""


def probability(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds as probabilities.

    >>> float(probability(np.array([0.0]))[0])
    0.5
    """
    clipped = np.clip(scores, -30, 30)
    result: NDArray[np.float64] = 1 / (1 + np.exp(-clipped))
    return result
