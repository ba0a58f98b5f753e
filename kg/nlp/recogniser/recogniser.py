"""The recogniser: text in, labelled spans with confidences out."""

import dataclasses
from collections.abc import Iterator, Mapping

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.nlp.recogniser.brackets import balanced
from kg.nlp.recogniser.calibration import Calibration
from kg.nlp.recogniser.crf import Crf, spans_of
from kg.nlp.recogniser.lstm import Floats
from kg.nlp.recogniser.network import Network
from kg.nlp.recogniser.pieces import codes, pieces

BLOCK = 32
"""Pieces that go through the network together."""

FAVOURED: Mapping[str, float] = {"PROGRAMME": 2.0}
"""Log-odds by label in favour of a span when the names are chosen, which its confidence does not count.

A label that is missed often is thus proposed where it is merely likely, and thresholds decide.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """A name: offsets into the text, its label, and the probability that span and label are both right."""

    start: int
    end: int
    label: str
    confidence: float


@dataclasses.dataclass(frozen=True, slots=True)
class Recogniser:
    """A trained network with its labels; `predict` depends on nothing but the text."""

    labels: tuple[str, ...]
    network: Network
    crf: Crf
    calibration: Calibration
    favoured: Mapping[str, float] = dataclasses.field(default_factory=lambda: FAVOURED)
    threads: ThreadpoolController = dataclasses.field(default_factory=ThreadpoolController, repr=False, compare=False)

    def predict(self, text: str) -> list[Span]:
        """The names of a text of any length, in order."""
        with self.threads.limit(limits=1):
            return _apart(sorted(self._spans(text), key=lambda s: s.start))

    def _favour(self) -> Floats:
        """What is added to the scores of the tags that begin a span."""
        found = np.zeros(4 * len(self.labels) + 1, np.float32)
        for number, label in enumerate(self.labels):
            found[[4 * number + 1, 4 * number + 4]] = self.favoured.get(label, 0.0)
        return found

    def _spans(self, text: str) -> Iterator[Span]:
        points = codes(text)
        favour = self._favour()
        cuts = sorted(pieces(text), key=lambda c: c[0] - c[1])
        for i in range(0, len(cuts), BLOCK):
            block = cuts[i : i + BLOCK]
            scores, lengths = self.network.scores([points[a:b] for a, b in block])
            lattice = self.crf.lattice(scores, lengths)
            for row, path in enumerate(self.crf.best(scores + favour, lengths)):
                offset = block[row][0]
                for start, end, label in spans_of(path):
                    name = self.labels[label]
                    sure = self.calibration.confidence(lattice.probability(row, start, end, label), name)
                    start, end = balanced(text, offset + start, offset + end)
                    if start < end:
                        yield Span(start, end, name, sure)


def _apart(spans: list[Span]) -> list[Span]:
    """The spans without those that reach into the one before (a quote taken in by both)."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
