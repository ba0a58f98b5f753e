"""Which lexicon words begin at, run through, end at or are a character, found for a whole text at once.

Words are kept as 64-bit hashes in ascending order, not as strings: the hash of a stretch is one multiplication
away from the hash of the stretch that is a character shorter, and a binary search tells which stretches are words.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

LONGEST = 8
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_BITS = 20

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


def word_hashes(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """The hashes of words, taken as they are.

    >>> a, b, c = word_hashes(["高新", "新高", "高新"])
    >>> bool(a == c), bool(a == b)
    (True, False)
    """
    longest = max(map(len, words), default=0)
    padded = np.array(words, f"<U{longest + 1}").view("<u4").reshape(len(words), longest + 1)
    value = np.zeros(len(words), np.uint64)
    for i in range(longest):
        value = np.where(padded[:, i] > 0, _longer(value, padded[:, i]), value)
    return value


def _longer(value: npt.NDArray[np.uint64], codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """Hashes of stretches that are a character longer."""
    value = value * _PRIME + codes.astype(np.uint64) + np.uint64(1)
    value ^= value >> np.uint64(29)
    return value


def _place(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The leading bits of hashes; multiplied once more, as the first letters of all have none."""
    place: npt.NDArray[np.uint64] = (hashes * _PRIME) >> np.uint64(64 - _BITS)
    return place


@dataclasses.dataclass(frozen=True, slots=True)
class Matches:
    """Words found in a text: where each begins, its length and its row."""

    start: Ints
    length: Ints
    row: Ints


@dataclasses.dataclass(frozen=True, slots=True)
class Lexicon:
    """Hashes of the words in ascending order, and a value for each: how often it occurs, or which lists it is on.

    `places` tells of a hash's few leading bits whether any word has them, which rules most stretches out at once.
    """

    hashes: npt.NDArray[np.uint64]
    values: npt.NDArray[Any]
    longest: int = LONGEST
    places: npt.NDArray[np.bool_] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = np.zeros(1 << _BITS, bool)
        places[_place(self.hashes)] = True
        object.__setattr__(self, "places", places)

    def matches(self, codes: npt.NDArray[np.uint32]) -> Matches:
        """All words in the text, shortest first."""
        starts, lengths, rows = [], [], []
        value = np.zeros(len(codes), np.uint64)
        for length in range(1, min(self.longest, len(codes)) + 1):
            value = _longer(value[: len(codes) - length + 1], codes[length - 1 :])
            start = np.flatnonzero(self.places[_place(value)])
            row = np.searchsorted(self.hashes, value[start])
            row[row == len(self.hashes)] = 0
            hit = self.hashes[row] == value[start]
            starts.append(start[hit])
            rows.append(row[hit])
            lengths.append(np.full(len(starts[-1]), length))
        if not starts:
            none = np.zeros(0, np.int64)
            return Matches(none, none, none)
        return Matches(np.concatenate(starts), np.concatenate(lengths), np.concatenate(rows))


def slots(found: Matches) -> tuple[Ints, Ints]:
    """Slots in ascending order (four a character: begins, runs through, ends, is) and the row that stands in each.

    >>> one = np.array([2]), np.array([3]), np.array([7])
    >>> [a.tolist() for a in slots(Matches(*one))]
    [[8, 13, 18], [7, 7, 7]]
    """
    single = found.length == 1
    first, last = found.start[~single], found.start[~single] + found.length[~single] - 1
    rows, inner = found.row[~single], found.length[~single] - 2
    run = np.repeat(first + 1, inner) + _ramp(inner)
    slot = np.concatenate([first * 4, run * 4 + 1, last * 4 + 2, found.start[single] * 4 + 3])
    row = np.concatenate([rows, np.repeat(rows, inner), rows, found.row[single]])
    order = np.argsort(slot, kind="stable")
    return slot[order], row[order]


def soft_lexicon(found: Matches, counts: Floats, size: int) -> tuple[Ints, Ints, Floats]:
    """Slots, words and their weights; a character's words share four by their counts."""
    slot, word = slots(found)
    count = counts[word].astype(np.float64)
    total = np.bincount(slot // 4, count, minlength=size)
    return slot, word, (4 * count / total[slot // 4]).astype(np.float32)


def list_flags(found: Matches, masks: npt.NDArray[np.uint16], lists: int, size: int) -> Floats:
    """For every character and list, four columns: an entry begins here, runs through, ends here, is this."""
    slot, row = slots(found)
    bits = np.zeros(4 * size, np.uint16)
    if len(slot):
        heads = np.flatnonzero(np.diff(slot, prepend=-1))
        bits[slot[heads]] = np.bitwise_or.reduceat(masks[row], heads)
    flags = (bits[:, None] >> np.arange(lists, dtype=np.uint16)) & np.uint16(1)
    return flags.astype(np.float32).reshape(size, 4 * lists)


def _ramp(lengths: Ints) -> Ints:
    """0, 1, …, n-1 for each n."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - lengths, lengths)
