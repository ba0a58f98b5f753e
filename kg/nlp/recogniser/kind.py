"""What kind of organization a name denotes: company, government, party, university, …

A linear model over the character sequences of the name, most of all its end, the last word's kind by the table
`organization_kinds`, and the characters beside the name in the text.
"""

import dataclasses
import functools
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.nlp.recogniser.pieces import fold
from kg.vocabulary import table

Floats = npt.NDArray[np.float32]

BUCKETS = 1 << 14
_END = "。"  # never inside a name


@functools.lru_cache(maxsize=1 << 14)
def kind_of(name: str, context: str = "") -> tuple[str, float]:
    """The kind of an organization and its probability; `context` is text with the name in it, such as its sentence.

    >>> kind_of("济宁高新区党工委")[0], kind_of("辰欣药业股份有限公司")[0], kind_of("山东大学")[0]
    ('party', 'company', 'university')
    """
    return _shipped().kind_of(name, context)


def kind_features(name: str, context: str = "") -> npt.NDArray[np.int64]:
    """Buckets of what is known about a name, each once, ascending."""
    return np.unique([zlib.crc32(f.encode("utf-8", "surrogatepass")) % BUCKETS for f in _described(name, context)])


def suffix_kind(name: str) -> str:
    """The kind by the longest known last word, or the empty string.

    >>> suffix_kind("辰欣药业股份有限公司"), suffix_kind("辰欣")
    ('company', '')
    """
    kinds, longest = _suffixes()
    return next((k for n in range(min(longest, len(name)), 0, -1) if (k := kinds.get(name[-n:], ""))), "")


def _described(name: str, context: str) -> Iterator[str]:
    folded = fold(name)
    marked = folded + _END
    for length in (1, 2, 3):
        for i in range(len(marked) - length + 1):
            yield f"n{marked[i : i + length]}"
    for length in (1, 2, 3, 4):
        yield f"e{folded[-length:]}"
    yield f"s{suffix_kind(name)}"
    yield f"l{min(len(name), 8)}"
    at = context.find(name)
    if at >= 0:
        after, before = fold(context[at + len(name) : at + len(name) + 4]), fold(context[max(0, at - 3) : at])
        for length in (1, 2, 3, 4):
            yield f"a{after[:length]}"
            yield f"b{before[-length:]}"


@functools.cache
def _suffixes() -> tuple[dict[str, str], int]:
    kinds = {row["suffix"]: row["kind"] for row in table("organization_kinds")}
    return kinds, max(map(len, kinds))


@functools.cache
def _shipped() -> "KindModel":
    return read_kind_model(Path(__file__).with_name("model.npz"))


def read_kind_model(path: Path) -> "KindModel":
    """The part of a model file that tells kinds apart."""
    with np.load(path, allow_pickle=False) as file:
        return KindModel(tuple(json.loads(bytes(file["kinds"]))), file["kind_weights"].astype(np.float32))


@dataclasses.dataclass(frozen=True, slots=True)
class KindModel:
    """Weights (bucket, kind); the last row is the kinds' own weight."""

    kinds: tuple[str, ...]
    weights: Floats

    def kind_of(self, name: str, context: str = "") -> tuple[str, float]:
        """The most probable kind and its probability, to three decimals."""
        score = self.weights[kind_features(name, context)].sum(0, dtype=np.float64) + self.weights[-1]
        share = np.exp(score - score.max())
        best = int(share.argmax())
        return self.kinds[best], round(float(share[best] / share.sum()), 3)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """As stored in the model file."""
        kinds = np.frombuffer(json.dumps(list(self.kinds)).encode(), np.uint8)
        return {"kinds": kinds, "kind_weights": self.weights.astype(np.float16)}
