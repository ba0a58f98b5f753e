"""The tag lattice (begin, middle, end, single of every label; O between): the best path and the probability of a span.

Tag 0 is O; label number k has the tags 4k+1 (begin), 4k+2 (middle), 4k+3 (end) and 4k+4 (single).
"""

import dataclasses

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def legal(labels: int) -> tuple[Bools, Bools, Bools]:
    """Which tag may follow which, which may come first and which last.

    >>> follows, first, last = legal(1)
    >>> follows.astype(int).tolist()
    [[1, 1, 0, 0, 1], [0, 0, 1, 1, 0], [0, 0, 1, 1, 0], [1, 1, 0, 0, 1], [1, 1, 0, 0, 1]]
    """
    tag = np.arange(4 * labels + 1)
    part, label = (tag - 1) % 4, (tag - 1) // 4
    opens = (tag == 0) | (part == 0) | (part == 3)
    closes = (tag == 0) | (part == 2) | (part == 3)
    inside = (part[:, None] <= 1) & ((part[None, :] == 1) | (part[None, :] == 2)) & (label[:, None] == label[None, :])
    inside &= (tag > 0)[:, None] & (tag > 0)[None, :]
    return (closes[:, None] & opens[None, :]) | inside, opens, closes


def spans_of(path: Ints) -> list[tuple[int, int, int]]:
    """Start, end and label number of the names on a legal path of tags.

    >>> spans_of(np.array([0, 1, 2, 3, 8, 0]))
    [(1, 4, 0), (4, 5, 1)]
    """
    part = np.where(path > 0, (path - 1) % 4, -1)
    starts = np.flatnonzero((part == 0) | (part == 3))
    ends = np.flatnonzero((part == 2) | (part == 3)) + 1
    return [(int(a), int(b), int(path[a] - 1) // 4) for a, b in zip(starts, ends, strict=True)]


@dataclasses.dataclass(frozen=True, slots=True)
class Crf:
    """Transition scores; what is not legal scores far below everything else."""

    follows: Floats
    first: Floats
    last: Floats

    def best(self, emissions: Floats, lengths: Ints) -> list[Ints]:
        """The best path of every row of (time, row, tag); a path ends where its row does."""
        scores = self._forward(emissions)
        steps, rows, _ = emissions.shape
        row = np.arange(rows)
        paths = np.zeros((steps, rows), np.int64)
        tag = (scores[lengths - 1, row] + self.last).argmax(1)
        into = np.ascontiguousarray(self.follows.T)
        for t in range(steps - 1, 0, -1):
            paths[t] = tag
            tag = np.where(t < lengths, (scores[t - 1] + into[tag]).argmax(1), tag)
        paths[0] = tag
        return [paths[: lengths[r], r] for r in range(rows)]

    def _forward(self, emissions: Floats) -> Floats:
        """The score of the best path to each tag; only steps from an end to a begin, or within a label, are legal."""
        part = np.arange(emissions.shape[2]) % 4
        opens, closes = np.flatnonzero(part <= 1), np.flatnonzero((part == 0) | (part == 3))
        between = self.follows[np.ix_(closes, opens)][:, None]
        inner = [[self.follows.diagonal(k - j)[j::4] for k in (2, 3)] for j in (1, 2)]
        scores = np.empty_like(emissions)
        scores[0] = self.first + emissions[0]
        for t in range(1, len(emissions)):
            before, score = scores[t - 1], scores[t]
            score[:, opens] = (before.T[closes][:, :, None] + between).max(0)
            for k in (2, 3):
                score[:, k::4] = np.maximum(*(before[:, j::4] + inner[j - 1][k - 2] for j in (1, 2)))
            score += emissions[t]
        return scores

    def lattice(self, emissions: Floats, lengths: Ints) -> "Lattice":
        """Forward and backward sums, scaled at every step."""
        steps, rows = emissions.shape[:2]
        move, opening, closing = np.exp(self.follows), np.exp(self.first), np.exp(self.last)
        weight = np.exp(emissions - emissions.max(2, keepdims=True))
        before = np.empty_like(weight)
        scale = np.empty((steps, rows, 1), np.float32)
        state = opening * weight[0]
        for t in range(steps):
            if t:
                state = (before[t - 1] @ move) * weight[t]
            scale[t] = state.sum(1, keepdims=True)
            before[t] = state / scale[t]
        weight /= scale
        after = np.empty_like(weight)
        ended = closing / np.maximum((before[lengths - 1, np.arange(rows)] * closing).sum(1, keepdims=True), 1e-30)
        after[steps - 1] = ended
        for t in range(steps - 2, -1, -1):
            passed = (weight[t + 1] * after[t + 1]) @ move.T
            after[t] = np.where((lengths == t + 1)[:, None], ended, passed)
        return Lattice(opening, move, weight, before, after)


@dataclasses.dataclass(frozen=True, slots=True)
class Lattice:
    """Scaled sums over all paths, from which the probability of a span can be read off."""

    opening: Floats
    move: Floats
    weight: Floats
    before: Floats
    after: Floats

    def probability(self, row: int, start: int, end: int, label: int) -> float:
        """The share of all paths that have exactly this span with this label."""
        begin, middle, close, single = (4 * label + k for k in (1, 2, 3, 4))
        tags = [single] if end - start == 1 else [begin, *[middle] * (end - start - 2), close]
        at = np.arange(start, end)
        enter = self.opening[tags[0]] if start == 0 else float(self.before[start - 1, row] @ self.move[:, tags[0]])
        inside = self.weight[at, row, tags].astype(np.float64).prod() * self.move[tags[:-1], tags[1:]].prod()
        return min(1.0, float(enter * inside * self.after[end - 1, row, tags[-1]]))
