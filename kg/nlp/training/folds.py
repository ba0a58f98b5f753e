"""Cross-validation by article: every article is recognised by a network that has not seen it."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch

from kg.annotations import AnnotatedArticle
from kg.nlp.recogniser.calibration import Calibration
from kg.nlp.recogniser.recogniser import Recogniser, Span
from kg.nlp.training.calibrate import Judged, fit_calibration
from kg.nlp.training.corpora import Corpus, Marked, read_corpus
from kg.nlp.training.export import network_of
from kg.nlp.training.net import Net
from kg.nlp.training.recipe import HEADS, Examples, Recipe, ZoneExamples, specialise
from kg.nlp.training.scoring import Score, score, total
from kg.nlp.training.sources import Vectors
from kg.nlp.training.swap import Pool, Swapper, own_names
from kg.standoff import PAGE

FOLDS = 5


@dataclasses.dataclass(frozen=True, slots=True)
class HeldBack:
    """An article and what a network that has not seen it finds there; confidences are not calibrated."""

    article: AnnotatedArticle
    found: tuple[Span, ...]

    def judged(self) -> list[Judged]:
        """Label, probability and rightness of every span."""
        right = {(m.start, m.end, m.type) for m in self.article.mentions}
        return [(s.label, s.confidence, (s.start, s.end, s.label) in right) for s in self.found]

    def score(self, labels: Sequence[str] = ()) -> Score:
        """Strict span counts."""
        found = [(s.start, s.end, s.label) for s in self.found]
        return score(found, [(m.start, m.end, m.type) for m in self.article.mentions], labels)


def split(articles: Sequence[AnnotatedArticle], fold: int) -> tuple[list[AnnotatedArticle], list[AnnotatedArticle]]:
    """Articles to train on and articles held back: every fifth, so that each batch is in every fold."""
    kept = [a for i, a in enumerate(articles) if i % FOLDS != fold]
    return kept, [a for i, a in enumerate(articles) if i % FOLDS == fold]


def zone_examples(rows: Sequence[AnnotatedArticle], listed: Pool, vectors: Vectors) -> ZoneExamples:
    """What is to be learned from articles, and from pages and excerpts among them."""
    articles, pages = ([r for r in rows if (r.genre == PAGE) == real] for real in (False, True))
    return ZoneExamples(articles, pages, Swapper(own_names(rows), listed), vectors.features)


def hold_back(
    articles: Sequence[AnnotatedArticle],
    excerpts: Sequence[AnnotatedArticle],
    fold: int,
    begun: Net,
    public: Examples,
    vectors: Vectors,
    listed: Pool,
    recipe: Recipe,
) -> Iterator[HeldBack]:
    """Train without one fold of the articles, with all excerpts, and recognise it; `begun` knows no mark of them."""
    kept, held = split(articles, fold)
    zone = zone_examples([*kept, *excerpts], listed, vectors)
    net = specialise(begun, public, zone, recipe.for_held_back())
    recogniser = recogniser_of(net, "zone", vectors)
    for article in held:
        yield HeldBack(article, tuple(recogniser.predict(article.text)))


def recogniser_of(net: Net, head: str, vectors: Vectors, calibration: Calibration | None = None) -> Recogniser:
    """The run-time recogniser of one head."""
    return Recogniser(HEADS[head], *network_of(net, head, vectors.features), calibration or Calibration())


def calibrate(rows: Sequence[HeldBack]) -> Calibration:
    """A calibration by the real pages, which confidences are for; by the articles where there are no pages."""
    pages = [r for r in rows if r.article.genre == PAGE]
    return fit_calibration([j for r in pages or rows for j in r.judged()])


def crossed_confidences(rows: Sequence[HeldBack]) -> tuple[list[float], list[bool]]:
    """Calibrated confidences, each by a calibration that has not seen the article, and whether the span was right."""
    confidences, right = [], []
    for fold in range(FOLDS):
        others = [j for i, r in enumerate(rows) if i % FOLDS != fold for j in r.judged()]
        calibration = fit_calibration(others)
        for label, probability, ok in (j for r in rows[fold::FOLDS] for j in r.judged()):
            confidences.append(calibration.confidence(probability, label))
            right.append(ok)
    return confidences, right


def public_score(net: Net, corpus: Corpus, data: Path, vectors: Vectors) -> Score:
    """Strict span score of a corpus's own head on its own test part."""
    return head_score(recogniser_of(net, corpus.name, vectors), corpus, data)


def head_score(head: Recogniser, corpus: Corpus, data: Path) -> Score:
    """Strict span score of a head on its corpus's test part."""
    return total(_score(head, marked) for marked in read_corpus(data, corpus.test, corpus.labels))


def _score(recogniser: Recogniser, marked: Marked) -> Score:
    return score([(s.start, s.end, s.label) for s in recogniser.predict(marked.text)], marked.names)


def one_thread() -> None:
    """Training is repeatable to the bit only with a fixed number of threads."""
    torch.set_num_threads(1)


def in_order(rows: Iterable[HeldBack], articles: Sequence[AnnotatedArticle]) -> list[HeldBack]:
    """The rows in the order of the articles."""
    place = {a.id: i for i, a in enumerate(articles)}
    return sorted(rows, key=lambda r: place[r.article.id])
