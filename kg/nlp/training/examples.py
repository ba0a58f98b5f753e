"""Training examples: the same features as at run time, computed once, with the gold tags."""

import dataclasses

import numpy as np
import numpy.typing as npt

from kg.nlp.recogniser.features import Features, Reading
from kg.nlp.recogniser.pieces import codes
from kg.nlp.training.corpora import Marked, cut

Ints = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """One piece of text as the network reads it, and its tags."""

    read: Reading
    tags: Ints

    def __len__(self) -> int:
        return len(self.tags)


def examples(marked: Marked, labels: tuple[str, ...], features: Features) -> list[Example]:
    """One example for every piece of the text."""
    return [Example(features.read(codes(piece.text)), tags_of(piece, labels)) for piece in cut(marked)]


def tags_of(piece: Marked, labels: tuple[str, ...]) -> Ints:
    """The gold tags, numbered as in `kg.nlp.recogniser.crf`.

    >>> tags_of(Marked("王某明任局长", ((0, 3, "PERSON"),)), ("PERSON",)).tolist()
    [1, 2, 3, 0, 0, 0]
    """
    tags = np.zeros(len(piece.text), np.int64)
    for start, end, label in piece.names:
        base = 4 * labels.index(label)
        tags[start:end] = base + 2
        tags[start], tags[end - 1] = base + 1, base + 3
        if end - start == 1:
            tags[start] = base + 4
    return tags
