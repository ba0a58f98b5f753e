"""The trained name recogniser: NumPy only, the model ships with the package."""

import functools
from pathlib import Path

from kg.nlp.recogniser.archive import open_model
from kg.nlp.recogniser.heads import open_head
from kg.nlp.recogniser.recogniser import Recogniser, Span

__all__ = ["HEADS", "MODEL", "Recogniser", "Span", "load"]

MODEL = Path(__file__).with_name("model.npz")
HEADS = MODEL.with_name("heads.npz")
"""Further heads stand in a file beside their model's."""


def load(path: Path | None = None, head: str | None = None) -> Recogniser:
    """The recogniser of a model file, by default the one that ships with the package; read once per process.

    `head` names one of the model's further heads: `msra` finds people, bodies and places as newspapers of the 1990s
    have them, rosters of delegates among them.
    """
    return _load(path or MODEL, head)


@functools.lru_cache(maxsize=4)
def _load(path: Path, head: str | None) -> Recogniser:
    return open_head(path.with_name(HEADS.name), _load(path, None), head) if head else open_model(path)
