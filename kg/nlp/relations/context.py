"""Character n-grams around and between units, as bucket numbers: what the linear part of the classifier weighs.

The whole document becomes one row of letters (units as the letter of their type, digits as 0). An n-gram's bucket is a
hash of its letters and of the channel it stands in, so that weights are one table and sums between any two units are
differences of running sums.
"""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.reading import Reading

Ints = NDArray[np.int64]
BITS = 17
LENGTHS = (1, 2, 3, 4)
CHANNELS = ("between", "before", "after", "subject_left", "subject_right", "object_left", "object_right", "whole")
WINDOW = 12
SPAN = 20
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """`grams[n]` holds the hash of the n letters from each position on (0 where the row ends before).

    `place` is each unit's letter, `left` and `right` the bounds of its sentence, in letters.
    """

    letters: Ints
    grams: dict[int, NDArray[np.uint64]]
    place: Ints
    left: Ints
    right: Ints


def read_context(reading: Reading) -> Context:
    """The letters of a document with their n-grams."""
    codes: list[str] = []
    place = np.zeros(len(reading.units), np.int64)
    for paragraph in reading.paragraphs:
        for letter, unit in paragraph.units.items():
            place[unit.index] = len(codes) + letter
        codes += ["0" if c.isdigit() else c for c in paragraph.skeleton]
        codes.append("\n")
    letters = np.array([ord(c) for c in codes], np.int64)
    ends = np.flatnonzero(np.isin(letters, [ord(c) for c in "。！？!?；;\n"]))
    after = np.searchsorted(ends, place)
    left = np.where(after > 0, ends[np.maximum(after - 1, 0)] + 1, 0)
    right = ends[np.minimum(after, len(ends) - 1)]
    return Context(letters, _grams(letters), place, left, right)


def _grams(letters: Ints) -> dict[int, NDArray[np.uint64]]:
    """Rolling hashes of every length; the last n-1 positions of length n are 0.

    >>> grams = _grams(np.array([7, 8, 7, 8]))
    >>> bool(grams[2][0] == grams[2][2]), int(grams[2][3])
    (True, 0)
    """
    base = letters.astype(np.uint64) * _PRIME
    result = {1: base ^ (base >> np.uint64(29))}
    for n in LENGTHS[1:]:
        longer = np.zeros(len(letters), np.uint64)
        if len(letters) >= n:
            mixed = result[n - 1][: len(letters) - n + 1] * np.uint64(0x100000001B3) + base[n - 1 :]
            longer[: len(mixed)] = mixed ^ (mixed >> np.uint64(31))
        result[n] = longer
    return result


def bucket(grams: NDArray[np.uint64], channel: int, length: int) -> Ints:
    """The bucket of each n-gram in a channel."""
    salted = (grams + np.uint64(channel * 8 + length)) * np.uint64(0xD6E8FEB86659FD93)
    return (salted >> np.uint64(64 - BITS)).astype(np.int64)
