"""The trained name recogniser: NumPy only, the model ships with the package."""

import functools
from pathlib import Path

from kg.nlp.recogniser.archive import open_model
from kg.nlp.recogniser.recogniser import Recogniser, Span

__all__ = ["MODEL", "Recogniser", "Span", "load"]

MODEL = Path(__file__).with_name("model.npz")


def load(path: Path | None = None) -> Recogniser:
    """The recogniser of a model file, by default the one that ships with the package; read once per process."""
    return _load(path or MODEL)


@functools.lru_cache(maxsize=4)
def _load(path: Path) -> Recogniser:
    return open_model(path)
