"""The second look at recognised names: boosted trees weigh what the document and other documents say of each.

Weights are in `judge.npz` beside this file (made by `python -m kg.nlp.training.judge` from names that recognisers found
in articles they had not seen). The confidence that comes out is the probability that bounds and type are right.
"""

import dataclasses
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.nlp.names.candidates import Candidate
from kg.nlp.names.evidence import TYPES, Counts, evidence, key_of
from kg.nlp.trees import Trees, probability

MODEL = Path(__file__).parent / "judge.npz"


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """Strings that are names in annotated documents: ascending numbers, and documents as (string, type)."""

    keys: NDArray[np.uint32]
    counts: Counts

    def of(self, surfaces: Sequence[str]) -> Counts:
        """Documents in which each string is a name, by type."""
        keys = np.array([key_of(s) for s in surfaces], np.uint32)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        counts: Counts = self.counts[at] * (self.keys[at] == keys)[:, None]
        return counts


@dataclasses.dataclass(frozen=True, slots=True)
class Judge:
    """Trees over `evidence`, and the strings known from annotated documents."""

    trees: Trees
    known: Known

    def judged(self, text: str, found: Sequence[Candidate]) -> list[Candidate]:
        """The candidates with the confidence that all the evidence gives; other types as they are."""
        rows = sorted((c for c in found if c.type in TYPES), key=lambda c: (c.start, c.end))
        others = [c for c in found if c.type not in TYPES]
        if not rows:
            return others
        known = self.known.of([text[c.start : c.end] for c in rows])
        sure = probability(self.trees.scores(evidence(text, rows, known)))
        return others + [dataclasses.replace(c, confidence=round(float(p), 3)) for c, p in zip(rows, sure, strict=True)]


def save(judge: Judge, path: Path) -> None:
    """Write the weights."""
    arrays: dict[str, Any] = {**judge.trees.arrays(), "keys": judge.known.keys, "counts": judge.known.counts}
    np.savez_compressed(path, **arrays)


@functools.cache
def load(path: Path = MODEL) -> Judge:
    """The judge of a file."""
    with np.load(path) as stored:
        return Judge(Trees.stored(stored), Known(stored["keys"], stored["counts"]))
