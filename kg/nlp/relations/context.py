"""The whole document as one row of letters: units as the letter of their type, digits as 0."""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.reading import Reading

Ints = NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """`place` is each unit's letter, `left` where its sentence begins."""

    letters: Ints
    place: Ints
    left: Ints


def among(letters: Ints, which: str) -> NDArray[np.bool_]:
    """Which letters are among some.

    >>> among(np.array([ord(c) for c in "甲，乙"]), "，。").tolist()
    [False, True, False]
    """
    found: NDArray[np.bool_] = np.logical_or.reduce([letters == ord(c) for c in which])
    return found


def read_context(reading: Reading) -> Context:
    """The letters of a document."""
    codes: list[str] = []
    place = np.zeros(len(reading.units), np.int64)
    for paragraph in reading.paragraphs:
        for letter, unit in paragraph.units.items():
            place[unit.index] = len(codes) + letter
        codes += ["0" if c.isdigit() else c for c in paragraph.skeleton]
        codes.append("\n")
    letters = np.array([ord(c) for c in codes], np.int64)
    ends = np.flatnonzero(among(letters, "。！？!?；;\n"))
    after = np.searchsorted(ends, place)
    left = np.where(after > 0, ends[np.maximum(after - 1, 0)] + 1, 0)
    return Context(letters, place, left)
