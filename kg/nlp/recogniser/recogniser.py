"""The recogniser: text in, labelled spans with confidences out."""

import dataclasses
from collections.abc import Iterator

from threadpoolctl import ThreadpoolController

from kg.nlp.recogniser.brackets import balanced
from kg.nlp.recogniser.calibration import Calibration
from kg.nlp.recogniser.crf import Crf, spans_of
from kg.nlp.recogniser.network import Network
from kg.nlp.recogniser.pieces import codes, pieces

BLOCK = 32
"""Pieces that go through the network together."""


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
    threads: ThreadpoolController = dataclasses.field(default_factory=ThreadpoolController, repr=False, compare=False)

    def predict(self, text: str) -> list[Span]:
        """The names of a text of any length, in order."""
        with self.threads.limit(limits=1):
            return _apart(sorted(self._spans(text), key=lambda s: s.start))

    def _spans(self, text: str) -> Iterator[Span]:
        points = codes(text)
        cuts = sorted(pieces(text), key=lambda c: c[0] - c[1])
        for i in range(0, len(cuts), BLOCK):
            block = cuts[i : i + BLOCK]
            scores, lengths = self.network.scores([points[a:b] for a, b in block])
            lattice = self.crf.lattice(scores, lengths)
            for row, path in enumerate(self.crf.best(scores, lengths)):
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
