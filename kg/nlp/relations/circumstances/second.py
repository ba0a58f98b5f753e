"""The second look at statuses: boosted trees weigh what the claims around a claim say.

The trees are in `statuses.npz` (made by `python -m kg.nlp.relations.training` from what networks said of articles that they
had not seen).
"""

import dataclasses
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.nlp.relations.circumstances.beside import describe
from kg.nlp.relations.circumstances.first import Look
from kg.nlp.relations.circumstances.moments import Held
from kg.nlp.relations.circumstances.network import FILE as NETWORK
from kg.nlp.relations.circumstances.network import Judgement
from kg.nlp.relations.circumstances.standing import STATUSES
from kg.nlp.trees import Trees

FILE = NETWORK.with_name("statuses.npz")
_DIGITS = 3  # of log-odds, so that a processor's own rounding decides nothing


@dataclasses.dataclass(frozen=True, slots=True)
class Second:
    """Trees for each of STATUSES; their sums are log-odds up to a constant."""

    trees: Sequence[Trees]

    def judged(self, look: Look, first: Judgement, whens: Sequence[Held] | None = None) -> Judgement:
        """The judgement `first` of a network, its statuses with all the evidence; `whens` are `look.whens(first)`, if at hand."""
        rows = describe(look.labels(), look.encoding, first.statuses, look.statuses(first, whens))
        scores = np.stack([trees.scores(rows) for trees in self.trees], axis=1)
        odds = np.round(scores[:, 1:] - scores[:, :1], _DIGITS).astype(np.float32)
        return dataclasses.replace(first, statuses=odds)


def save(path: Path, second: Second) -> None:
    """Write the trees."""
    named = zip(STATUSES, second.trees, strict=True)
    arrays: dict[str, Any] = {f"{name}.{k}": v for name, trees in named for k, v in trees.arrays().items()}
    np.savez_compressed(path, **arrays)


@functools.cache
def load(path: Path = FILE) -> Second:
    """The trees of a file."""
    with np.load(path) as stored:
        fields = [f.name for f in dataclasses.fields(Trees)]
        return Second([Trees.stored({field: stored[f"{name}.{field}"] for field in fields}) for name in STATUSES])
