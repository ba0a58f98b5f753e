"""The recipe: an encoder trained on raw text, then the public corpora, then on all corpora together, several times.

The runs' mean is kept: from the same encoder they end near each other, so that the mean of their weights is a network
as good as the runs voting together, at the cost of one.
"""

import copy
import dataclasses
import logging
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import torch

from kg.annotations import AnnotatedArticle
from kg.nlp.recogniser.features import Features
from kg.nlp.training.corpora import CLUENER, MSRA, RESUME, ZONE, Corpus, read_article, read_corpus
from kg.nlp.training.examples import Example, examples
from kg.nlp.training.fit import Data, Schedule, fit
from kg.nlp.training.net import Net
from kg.nlp.training.pretraining import Pretraining, pretrain
from kg.nlp.training.raw_text import RawText
from kg.nlp.training.sources import Vectors
from kg.nlp.training.swap import Swapper

logger = logging.getLogger(__name__)

PUBLIC = (RESUME, CLUENER, MSRA)
HEADS = {c.name: c.labels for c in PUBLIC} | {"zone": ZONE}

FIRST = Schedule(epochs=4, shares={"resume": 1, "cluener": 1, "msra": 1}, floor=0.3)
ARTICLE_PASSES = 2
THEN = Schedule(epochs=5, shares={"resume": 1, "cluener": 1, "msra": 0.3, "zone": 2}, rate=1.2e-3)

Examples = Mapping[str, Sequence[Example]]


@dataclasses.dataclass(frozen=True, slots=True)
class Recipe:
    """Sizes and schedules; `runs` are averaged.

    With `pretraining` the encoder first reads raw text; with `excerpts` the marked excerpts are among the pages. What
    finds names on articles held back is one run of `held_back_epochs`.
    """

    size: int = 200
    dropout: float = 0.4
    runs: int = 2
    held_back_epochs: int = 3
    pretraining: Pretraining | None = dataclasses.field(default_factory=Pretraining)
    excerpts: bool = True
    first: Schedule = FIRST
    then: Schedule = THEN

    def for_held_back(self) -> "Recipe":
        """The recipe of the networks of a cross-validation."""
        then = dataclasses.replace(self.then, epochs=self.held_back_epochs)
        return dataclasses.replace(self, runs=1, then=then)


RECIPES = {
    "raw-text": Recipe(),
    "marked": Recipe(
        pretraining=None,
        excerpts=False,
        first=dataclasses.replace(FIRST, epochs=5),
        then=dataclasses.replace(THEN, shares={"resume": 1, "cluener": 1, "msra": 0.2, "zone": 3}),
    ),
}
"""By name: what made the shipped model, and one that reads marked text only, for a first try."""


def public_examples(data: Path, vectors: Vectors, corpora: Iterable[Corpus] = PUBLIC) -> Examples:
    """The training parts of the public corpora."""
    return {
        c.name: [
            e
            for file in c.train
            for marked in read_corpus(data, file, c.labels)
            for e in examples(marked, c.labels, vectors.features)
        ]
        for c in corpora
    }


@dataclasses.dataclass(frozen=True, slots=True)
class ZoneExamples:
    """The annotated articles as they are in the first pass of an epoch, with names exchanged in the others.

    The `pages`, which nobody wrote for training, are in every pass, the articles in the first ones only.
    """

    articles: Sequence[AnnotatedArticle]
    pages: Sequence[AnnotatedArticle]
    swapper: Swapper
    features: Features

    def __call__(self, number: int, dice: random.Random) -> list[Example]:
        """The examples of one pass."""
        rows = [*self.articles, *self.pages] if number < ARTICLE_PASSES or not self.pages else self.pages
        marked = (self.swapper.swapped(a, dice) if number else read_article(a) for a in rows)
        return [e for m in marked for e in examples(m, ZONE, self.features)]


def blank(vectors: Vectors, recipe: Recipe) -> Net:
    """An untrained network."""
    torch.manual_seed(recipe.first.seed)
    lists = len(vectors.features.list_names)
    return Net(vectors.chars, vectors.words, lists, HEADS, size=recipe.size, dropout=recipe.dropout)


def start(vectors: Vectors, public: Examples, raw: RawText | None, recipe: Recipe) -> Net:
    """An encoder that has read raw text, if it is to, and the public corpora."""
    net = blank(vectors, recipe)
    if raw and recipe.pretraining:
        pretrain(net, raw, vectors.features, recipe.pretraining)
    fit(net, public, recipe.first)
    return net


def specialise(net: Net, public: Examples, zone: ZoneExamples, recipe: Recipe) -> Net:
    """The mean of several runs over all corpora, each from a copy of `net` with its own order."""
    runs = []
    for run in range(recipe.runs):
        logger.info("run %d of %d", run + 1, recipe.runs)
        trained = copy.deepcopy(net)
        data: Data = {**public, "zone": zone}
        fit(trained, data, dataclasses.replace(recipe.then, seed=recipe.then.seed + run))
        runs.append(trained.state_dict())
    mean: Net = copy.deepcopy(net)
    mean.eval()
    mean.load_state_dict({k: torch.stack([r[k] for r in runs]).mean(0) for k in runs[0]})
    return mean
