"""Weights over an alphabet as a file: in half precision, and the same weights give the same bytes."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.layout import Floats


def write(path: Path, form: int, alphabet: Alphabet, weights: Mapping[str, Floats]) -> None:
    """Write weights in the order given; `form` is the number of what they mean."""
    arrays: dict[str, object] = {"format": np.array(form), "alphabet": alphabet.codes}
    arrays |= {name: value.astype(np.float16) for name, value in weights.items()}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def read(path: Path, form: int) -> tuple[Alphabet, dict[str, Floats]]:
    """The alphabet and the weights of a file; raises ValueError if it has another form."""
    with np.load(path, allow_pickle=False) as stored:
        if stored["format"] != form:
            raise ValueError(f"format {stored['format']}")
        names = [name for name in stored.files if name not in ("format", "alphabet")]
        return Alphabet(stored["alphabet"]), {name: stored[name].astype(np.float32) for name in names}
