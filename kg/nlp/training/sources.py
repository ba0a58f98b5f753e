"""What training starts from: word and character vectors, and lists of names, as arrays."""

import collections
import csv
import dataclasses
import gzip
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import DocumentError
from kg.nlp.recogniser.features import Alphabet, Features
from kg.nlp.recogniser.lexicon import LONGEST, Lexicon, word_hashes
from kg.nlp.recogniser.pieces import fold

Floats = npt.NDArray[np.float32]

LONGEST_NAME = 12
_COMMON_SURNAME = 5
_DIVISION_END = re.compile(
    r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|新区|省|市|区|县|旗)$"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Vectors:
    """Features, and the vectors of the alphabet's rows and of the lexicon's rows."""

    features: Features
    chars: Floats
    words: Floats


def read_vectors(data: Path) -> Vectors:
    """Alphabet, lexicon and lists from the data folder's `vectors/` and `lexicon/`."""
    keys, _, vectors = _vectors(data / "vectors" / "char.npz")
    points = np.array([ord(k) for k in keys], np.uint32)
    order = np.argsort(points)
    chars = np.vstack([np.zeros((2, vectors.shape[1]), np.float32), vectors[order]])
    keys, counts, vectors = _vectors(data / "vectors" / "word.npz")
    rows = np.array([i for i, word in enumerate(keys) if len(word) <= LONGEST])
    hashes = word_hashes([keys[i] for i in rows])
    by_hash = np.argsort(hashes)
    rows = rows[by_hash]
    lists = name_lists(data / "lexicon")
    words = Lexicon(hashes[by_hash], counts[rows])
    features = Features(Alphabet(points[order]), words, masks_of(lists), tuple(lists))
    return Vectors(features, chars, vectors[rows])


def name_lists(folder: Path) -> dict[str, set[str]]:
    """Names by list. Lists drawn from annotated corpora are left out: in training they would give the answer away."""
    persons = {r["person"] for r in read_rows(folder, "executives")}
    surnames = collections.Counter(name[0] for name in persons if 2 <= len(name) <= 4)
    divisions = read_rows(folder, "admin_divisions")
    listed = read_rows(folder, "listed_companies")
    upper = (r["name"] for r in divisions if r["level"] != "township")
    return {
        "surname": {c for c, n in surnames.items() if n >= _COMMON_SURNAME},
        "person": persons,
        "division": {r["name"] for r in divisions if len(r["name"]) > 2},
        "division_short": {s for n in upper if len(s := _DIVISION_END.sub("", n)) >= 2 and s != n},
        "zone": {r["name"] for r in read_rows(folder, "zones")},
        "university": set(read_lines(folder, "universities")),
        "listed_company": {r[c] for r in listed for c in ("short", "full")},
        "company_short": set(read_lines(folder, "company_short_names")),
        "product": set(read_lines(folder, "products")),
        "place": set(read_lines(folder, "place_names")),
    }


def masks_of(lists: dict[str, set[str]]) -> Lexicon:
    """One lexicon of all lists; the value of a name has one bit for every list it is on.

    >>> masks_of({"zone": {"光谷"}, "place": {"光谷", "武汉"}}).values.tolist() in ([2, 3], [3, 2])
    True
    """
    masks: dict[str, int] = collections.defaultdict(int)
    for bit, (kind, names) in enumerate(lists.items()):
        for name in map(fold, names):
            if (1 if kind == "surname" else 2) <= len(name) <= LONGEST_NAME:
                masks[name] |= 1 << bit
    hashes = word_hashes(list(masks))
    by_hash = np.argsort(hashes)
    return Lexicon(hashes[by_hash], np.array(list(masks.values()), np.uint16)[by_hash], LONGEST_NAME)


def _vectors(path: Path) -> tuple[list[str], Floats, Floats]:
    if not path.is_file():
        raise _missing(path)
    with np.load(path, allow_pickle=False) as file:
        return file["key"].tolist(), file["count"].astype(np.float32), file["vector"].astype(np.float32)


def read_lines(folder: Path, name: str) -> list[str]:
    """A list of one entry a line."""
    path = folder / f"{name}.txt.gz"
    if not path.is_file():
        raise _missing(path)
    return gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")


def read_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """A table with a header line."""
    path = folder / f"{name}.tsv.gz"
    if not path.is_file():
        raise _missing(path)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _missing(path: Path) -> DocumentError:
    return DocumentError(f"找不到训练数据 {path}，请检查 --data", f"no training data {path}; check --data")
