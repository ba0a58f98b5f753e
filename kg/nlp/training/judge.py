"""`python -m kg.nlp.training.judge --articles DIR --found FILE --news DIR --out FILE`: the judge of recognised names.

`--found` gives the names that recognisers found in annotated articles which they had not seen, with their confidences
(made by `benchmarks/recogniser.py folds`).
"""

import argparse
import dataclasses
import json
import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from kg.annotations import AnnotatedArticle, read_annotated
from kg.nlp.names import Candidate
from kg.nlp.names.boundaries import mend
from kg.nlp.names.evidence import TYPES, Floats, evidence, key_of
from kg.nlp.names.judge import Judge, Known, save
from kg.nlp.training.scoring import calibration_error
from kg.nlp.training.trees import to_trees
from kg.standoff import EXCERPTS, PAGE, PAGES, pages_of, read_rows

logger = logging.getLogger(__name__)

FOLDS = 5
_PAGES_COUNT = 2.0  # they are what is read in use
_ROUNDS = 200
_SETTINGS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 40, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_LIMITS = np.arange(0.1, 0.9, 0.01)

Marks = frozenset[tuple[str, str]]
"""Types and strings of an article's names."""
Found = Mapping[str, Sequence[Sequence[Any]]]
"""By article the names that a recogniser found which had not seen it: (start, end, type, confidence)."""


def read_found(path: Path) -> Found:
    """JSON lines of `{"id", "mentions": [[start, end, type, confidence], …]}`, plain or .gz."""
    return {row["id"]: row["mentions"] for row in read_rows(path)}


def marks(article: AnnotatedArticle) -> Marks:
    """What is marked in an article."""
    return frozenset((m.type, article.text[m.start : m.end]) for m in article.mentions)


def known_from(articles: Iterable[AnnotatedArticle]) -> Known:
    """In how many articles each string is a name of each type."""
    counted: Counter[tuple[str, str]] = Counter()
    for article in articles:
        counted.update(marks(article))
    keys = np.unique(np.array([key_of(surface) for _, surface in counted], np.uint32))
    counts = np.zeros((len(keys), len(TYPES)), np.int64)
    for (type_, surface), number in counted.items():
        counts[np.searchsorted(keys, key_of(surface)), TYPES.index(type_)] += number
    return Known(keys, np.minimum(counts, 255).astype(np.uint8))


class Lessons:
    """Candidates of annotated articles, with the evidence and the truth; strings are known from `others` too."""

    def __init__(self, articles: Sequence[AnnotatedArticle], found: Found, others: Sequence[AnnotatedArticle]) -> None:
        self.articles = [a for a in articles if a.id in found]
        self.known = known_from([*articles, *others])
        self.candidates = [_candidates(a, found[a.id]) for a in self.articles]
        pairs = zip(self.articles, self.candidates, strict=True)
        self.features = np.concatenate([self._evidence(a, rows) for a, rows in pairs])
        spans = {a.id: {(m.start, m.end, m.type) for m in a.mentions} for a in self.articles}
        self.right = np.array([(c.start, c.end, c.type) in spans[a.id] for a, c in self.each()], bool)
        self.number = np.repeat(np.arange(len(self.articles)), [len(rows) for rows in self.candidates])
        self.pages = np.array([a.genre == PAGE for a in self.articles])[self.number]

    def each(self) -> Iterator[tuple[AnnotatedArticle, Candidate]]:
        """Every candidate with its article."""
        for article, rows in zip(self.articles, self.candidates, strict=True):
            for candidate in rows:
                yield article, candidate

    def _evidence(self, article: AnnotatedArticle, rows: Sequence[Candidate]) -> Floats:
        """An article's own marks do not count among the strings known from others."""
        surfaces, own = [article.text[c.start : c.end] for c in rows], marks(article)
        counts = self.known.of(surfaces)
        counts -= np.array([[(t, s) in own for t in TYPES] for s in surfaces], np.uint8).reshape(counts.shape)
        return evidence(article.text, rows, counts)

    def boost(self, kept: NDArray[np.bool_]) -> lightgbm.Booster:
        """The trees from some of the candidates; the same for the same input."""
        weight = np.where(self.pages, _PAGES_COUNT, 1.0)[kept]
        table = lightgbm.Dataset(self.features[kept], self.right[kept], weight=weight)
        return lightgbm.train(_SETTINGS, table, _ROUNDS)

    def judge(self) -> Judge:
        """What all of them teach."""
        return Judge(to_trees(self.boost(self.right | True)), self.known)

    def crossed(self) -> NDArray[np.float64]:
        """What trees say of each candidate that have not seen its article."""
        sure = np.zeros(len(self.right))
        for fold in range(FOLDS):
            held = self.number % FOLDS == fold
            sure[held] = self.boost(~held).predict(self.features[held])
            logger.info("judge of fold %d of %d", fold + 1, FOLDS)
        return sure

    def figures(self, sure: NDArray[np.float64]) -> dict[str, list[float]]:
        """By type the best F1 and its threshold; calibration errors over all and over pages."""
        wanted = Counter(m.type for a in self.articles for m in a.mentions)
        report = {t: _best(sure, self.right, self.features[:, 0] == n, wanted[t]) for n, t in enumerate(TYPES)}
        report["calibration error, all and pages"] = [
            calibration_error(sure[k].tolist(), self.right[k].tolist()) for k in (self.pages | True, self.pages)
        ]
        return report


def judged(lessons: Lessons) -> dict[str, list[Candidate]]:
    """By article its candidates with the confidences of trees that have not seen it."""
    result: dict[str, list[Candidate]] = {a.id: [] for a in lessons.articles}
    for (article, c), sure in zip(lessons.each(), lessons.crossed(), strict=True):
        result[article.id].append(dataclasses.replace(c, confidence=round(float(sure), 3)))
    return result


def _candidates(article: AnnotatedArticle, found: Sequence[Sequence[Any]]) -> list[Candidate]:
    rows = mend(article.text, [Candidate(s, e, t, "recogniser", c) for s, e, t, c in found])
    return sorted((c for c in rows if c.type in TYPES), key=lambda c: (c.start, c.end))


def _best(sure: NDArray[np.float64], right: NDArray[np.bool_], mask: NDArray[np.bool_], wanted: int) -> list[float]:
    """F1 and threshold."""
    scores = []
    for limit in _LIMITS:
        kept = mask & (sure >= limit)
        scores.append(2 * int((kept & right).sum()) / max(int(kept.sum()) + wanted, 1))
    best = int(np.argmax(scores))
    return [round(scores[best], 4), round(float(_LIMITS[best]), 2)]


def read_lessons(articles: Path, found: Path, news: Path | None) -> Lessons:
    """From annotated articles, found names, and the texts of pages and excerpts, if they are at hand."""
    rows = list(read_annotated(articles)) + (pages_of(articles, news, (PAGES,)) if news else [])
    return Lessons(rows, read_found(found), pages_of(articles, news, (EXCERPTS,)) if news else [])


def main() -> int:
    """Train as told by the command line."""
    parser = argparse.ArgumentParser(prog="python -m kg.nlp.training.judge")
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--found", type=Path, required=True)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    lessons = read_lessons(options.articles, options.found, options.news)
    save(lessons.judge(), options.out)
    report = lessons.figures(lessons.crossed())
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
