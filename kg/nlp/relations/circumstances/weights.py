"""The boosted trees of circumstances: `circumstances.npz`, made by `python -m kg.nlp.relations.training`."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from kg.nlp.relations.trees import Trees

FILE = Path(__file__).parent.parent / "circumstances.npz"
NAMES = ("at", "start", "end", "amount", "planned", "former", "negated")


@functools.cache
def load(path: Path = FILE) -> dict[str, Trees]:
    """The trees by what they decide: NAMES."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: Trees.stored(stored, f"{name}.") for name in NAMES}


def save(path: Path, trees: Mapping[str, Trees]) -> None:
    """Write the trees."""
    arrays: dict[str, Any] = {}
    for name in NAMES:
        arrays |= trees[name].arrays(f"{name}.")
    np.savez_compressed(path, **arrays)
