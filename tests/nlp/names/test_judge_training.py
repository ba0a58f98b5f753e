"""Training of the judge of names. Needs lightgbm, which the `train` extra brings."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("torch")  # stands beside the training of the recogniser

from kg.annotations import AnnotatedArticle, read_annotated
from kg.nlp.names.evidence import TYPES
from kg.nlp.names.judge import load, save
from kg.nlp.training.judge import Found, Lessons, judged, known_from
from kg.vocabulary import folder


@pytest.fixture(scope="module")
def articles() -> list[AnnotatedArticle]:
    return list(read_annotated(folder("seeds") / "training" / "k.txt"))


@pytest.fixture(scope="module")
def lessons(articles: list[AnnotatedArticle]) -> Lessons:
    return Lessons(articles, _found(articles), [])


def _found(articles: list[AnnotatedArticle]) -> Found:
    """The annotated names, surely, and beside each name two letters that are none, doubtfully."""
    return {
        a.id: [
            *([m.start, m.end, m.type, 0.95] for m in a.mentions),
            *([m.end, m.end + 2, "PROGRAMME", 0.2] for m in a.mentions if a.text[m.end : m.end + 2].isalpha()),
        ]
        for a in articles
    }


def test_what_is_sure_and_annotated_is_surer_than_what_is_doubtful_and_not(lessons: Lessons) -> None:
    sure = lessons.crossed()
    assert lessons.right.any() and not lessons.right.all()
    assert sure[lessons.right].mean() > 0.8 > 0.4 > sure[~lessons.right].mean()


def test_the_judge_of_a_file_is_the_one_that_was_trained(lessons: Lessons, tmp_path: Path) -> None:
    judge = lessons.judge()
    save(judge, tmp_path / "judge.npz")
    article, rows = lessons.articles[0], lessons.candidates[0]
    assert load(tmp_path / "judge.npz").judged(article.text, rows) == judge.judged(article.text, rows)


def test_an_article_s_own_marks_are_not_known_from_others(articles: list[AnnotatedArticle]) -> None:
    alone = Lessons(articles[:1], _found(articles[:1]), [])
    assert not alone.features[:, -2:].any()
    twice = Lessons(articles[:1], _found(articles[:1]), articles[:1])
    assert twice.features[twice.right, -2].min() == 1


def test_every_article_is_judged_by_others(lessons: Lessons) -> None:
    found = judged(lessons)
    assert [len(found[a.id]) for a in lessons.articles] == [len(rows) for rows in lessons.candidates]


def test_strings_are_counted_once_an_article(articles: list[AnnotatedArticle]) -> None:
    known = known_from(articles)
    assert known.counts.max() <= len(articles) and known.counts.shape[1] == len(TYPES)
    assert np.all(np.diff(known.keys.astype(np.int64)) > 0)
