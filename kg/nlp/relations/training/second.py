"""The second look at statuses: boosted trees from what networks said of articles that they had not seen."""

import logging
from collections.abc import Sequence

import lightgbm
import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.circumstances.beside import describe
from kg.nlp.relations.circumstances.network import Judgement
from kg.nlp.relations.circumstances.second import Second
from kg.nlp.relations.circumstances.standing import STATUSES
from kg.nlp.relations.training.scenes import Lesson
from kg.nlp.training.trees import to_trees

_ROUNDS = 80
_SETTINGS = {
    "objective": "multiclass", "num_class": len(STATUSES), "learning_rate": 0.07, "num_leaves": 15, "min_data_in_leaf": 30,
    "feature_fraction": 0.2, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 1,
    "seed": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
logger = logging.getLogger(__name__)


class Table:
    """Evidence and truth of the claims of lessons, with what networks said of each lesson.

    Lessons that do not tell statuses are left out.
    """

    def __init__(self, lessons: Sequence[Lesson], judged: Sequence[Judgement]) -> None:
        rows = [(lesson, said) for lesson, said in zip(lessons, judged, strict=True) if lesson.told]
        self.features = np.concatenate(
            [describe(x.look.labels(), x.encoding, said.statuses, x.look.statuses(said)) for x, said in rows]
        )
        self.truth = np.concatenate([lesson.statuses.numpy() for lesson, _ in rows])
        self.article = np.concatenate([np.full(len(lesson.statuses), lesson.article) for lesson, _ in rows])

    def second(self, kept: NDArray[np.bool_] | None = None) -> Second:
        """The trees from all claims or from some; the same for the same input."""
        chosen = np.ones(len(self.truth), bool) if kept is None else kept
        booster = lightgbm.train(_SETTINGS, lightgbm.Dataset(self.features[chosen], self.truth[chosen]), _ROUNDS)
        return Second([to_trees(booster, n, len(STATUSES)) for n in range(len(STATUSES))])


def crossed(table: Table, lessons: Sequence[Lesson], judged: Sequence[Judgement], folds: int) -> list[Judgement]:
    """The judgements, their statuses by trees that have not seen the article."""
    seconds = []
    for fold in range(folds):
        seconds.append(table.second(table.article % folds != fold))
        logger.info("second look of fold %d of %d", fold + 1, folds)
    rows = zip(lessons, judged, strict=True)
    return [seconds[lesson.article % folds].judged(lesson.look, said) for lesson, said in rows]
