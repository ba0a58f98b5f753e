"""Boosted trees evaluated with NumPy: every tree is a few rows of node arrays, all candidates go down it at once."""

import dataclasses

import numpy as np
from numpy.typing import NDArray


@dataclasses.dataclass(frozen=True, slots=True)
class Trees:
    """Nodes of all trees, (trees, nodes): feature and threshold, children (a leaf points to itself), value of a leaf.

    A row goes left where its feature is at most the threshold.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    depth: int

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum of leaf values (log-odds) of each row."""
        total = np.zeros(len(rows))
        everyone = np.arange(len(rows))
        for tree in range(len(self.feature)):
            at = np.zeros(len(rows), np.int64)
            for _ in range(self.depth):
                goes_left = rows[everyone, self.feature[tree, at]] <= self.threshold[tree, at]
                at = np.where(goes_left, self.left[tree, at], self.right[tree, at])
            total += self.value[tree, at]
        return total


def probability(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds as probabilities.

    >>> float(probability(np.array([0.0]))[0])
    0.5
    """
    clipped = np.clip(scores, -30, 30)
    result: NDArray[np.float64] = 1 / (1 + np.exp(-clipped))
    return result
