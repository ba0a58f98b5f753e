"""What the network is told about every character: itself, the lexicon's words around it, the lists it is on."""

import dataclasses

import numpy as np
import numpy.typing as npt

from kg.nlp.recogniser.lexicon import Lexicon, list_flags, soft_lexicon

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint32]


@dataclasses.dataclass(frozen=True, slots=True)
class Alphabet:
    """Known characters as ascending code points; row 0 of the vectors is a gap, row 1 an unknown one."""

    codes: Codes
    _row: Ints = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Number the rows, up to the first code beyond the known ones."""
        row = np.ones(int(self.codes.max(initial=0)) + 2, np.int64)
        row[self.codes] = np.arange(2, len(self.codes) + 2)
        row[0] = 0
        object.__setattr__(self, "_row", row)

    def rows(self, codes: Codes) -> Ints:
        """The row of every character."""
        return self._row[np.minimum(codes, len(self._row) - 1)]


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """Character rows; slots, rows and weights of words; list flags (character, 4 x list)."""

    chars: Ints
    slots: Ints
    words: Ints
    weights: Floats
    flags: Floats


@dataclasses.dataclass(frozen=True, slots=True)
class Features:
    """Alphabet, lexicon of words with counts, and lists of names (surnames, …) as one lexicon with bit masks."""

    alphabet: Alphabet
    words: Lexicon
    lists: Lexicon
    list_names: tuple[str, ...] = ()

    def read(self, codes: Codes) -> Reading:
        """The features of a text; a zero is a gap no word reaches across."""
        slots, words, weights = soft_lexicon(self.words.matches(codes), self.words.values, len(codes))
        count = len(self.list_names)
        flags = np.zeros((len(codes), 0), np.float32)
        if count:
            flags = list_flags(self.lists.matches(codes), self.lists.values, count, len(codes))
        return Reading(self.alphabet.rows(codes), slots, words, weights, flags)
