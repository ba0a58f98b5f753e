"""Networks from annotated articles: the shipped ensemble, and one for each fold that has not seen its articles."""

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.encoding import Encoding, body, holder, outputs
from kg.nlp.relations.layout import Floats
from kg.nlp.relations.network import Network, assemble
from kg.nlp.relations.survey import prepare
from kg.nlp.relations.training.examples import Example
from kg.nlp.relations.training.network import EPOCHS, Lesson, beginnings, fit, tensors, weights_of
from kg.nlp.relations.training.titles import title_truth

SEEDS = (0,)
LETTERS = 3500  # the most frequent ones
logger = logging.getLogger(__name__)


class Lessons:
    """Annotated documents as tensors; `networks` trains on a choice of their articles."""

    def __init__(self, examples: Sequence[Example], vectors: Path) -> None:
        self.alphabet, self.vectors = beginnings(vectors, LETTERS)
        self.articles = np.array([e.article for e in examples])
        self.documents = [_lesson(e, self.alphabet) for e in examples]

    def networks(self, chosen: Sequence[bool], seeds: Sequence[int] = SEEDS, epochs: int = EPOCHS) -> Network:
        """An ensemble of the documents that are chosen."""
        documents = [d for d, take in zip(self.documents, chosen, strict=True) if take]
        members = []
        for seed in seeds:
            logger.info("network %d of %d documents", seed + 1, len(documents))
            members.append(weights_of(fit(documents, self.vectors, seed, epochs)))
        return assemble(self.alphabet, members)


def _lesson(example: Example, alphabet: Alphabet) -> Lesson:
    known = prepare(example.reading, alphabet)
    truth, counted = _truth(example, known.encoding)
    return tensors(known.encoding), torch.tensor(truth), torch.tensor(counted)


def _truth(example: Example, encoding: Encoding) -> tuple[Floats, NDArray[np.bool_]]:
    """What of each group is true, and what of it counts: (groups, outputs) twice."""
    node = {u.local if u.local >= 0 else (u.index,): int(encoding.node[u.index]) for u in example.reading.units}
    groups = zip(encoding.source.tolist(), encoding.target.tolist(), strict=True)
    row = {group: n for n, group in enumerate(groups)}
    stated = [(s, o, p) for (p, s, o), said in example.truth.items() if said]
    for title, posts in title_truth(example).items():
        stated += [((title,), person, holder()) for person, _ in posts]  # type: ignore[misc]
        stated += [((title,), place, body()) for _, place in posts]  # type: ignore[misc]
    table, counted = np.zeros((len(row), outputs()), np.float32), encoding.admitted.copy()
    for subject, object_, output in stated:
        group = row.get((node.get(subject, -1), node.get(object_, -1)))
        if group is not None:
            table[group, output] = 1
    for output, subject, object_ in example.optional:
        group = row.get((node.get(subject, -1), node.get(object_, -1)))
        if group is not None:
            counted[group, output] = False
    return table, counted
