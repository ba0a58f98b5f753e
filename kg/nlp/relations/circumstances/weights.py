"""The boosted trees of circumstances: `circumstances.npz`, made by `python -m kg.nlp.relations.training`."""

import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kg.nlp.relations.trees import Trees

FILE = Path(__file__).parent.parent / "circumstances.npz"
NAMES = ("at", "start", "end", "amount", "planned", "former", "negated")
_FIELDS = ("feature", "threshold", "mask", "value")


@functools.cache
def load(path: Path = FILE) -> dict[str, Trees]:
    """The trees by what they decide: NAMES."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: Trees(*(stored[f"{name}.{field}"] for field in _FIELDS)) for name in NAMES}


def save(path: Path, trees: Mapping[str, Trees]) -> None:
    """Write the trees."""
    arrays = {f"{name}.{field}": getattr(trees[name], field) for name in NAMES for field in _FIELDS}
    np.savez_compressed(path, **arrays)
