"""One training from start to end: data in, model file and card out."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.annotations import AnnotatedArticle, read_annotated
from kg.errors import DocumentError
from kg.nlp.recogniser import HEADS
from kg.nlp.recogniser.archive import open_model, save
from kg.nlp.recogniser.calibration import Calibration
from kg.nlp.recogniser.heads import save_heads
from kg.nlp.training.card import card, figures_by_part
from kg.nlp.training.folds import (
    FOLDS,
    HeldBack,
    calibrate,
    hold_back,
    in_order,
    one_thread,
    public_score,
    recogniser_of,
    zone_examples,
)
from kg.nlp.training.heads import head_figures, train_heads
from kg.nlp.training.kinds import kind_examples, train_kinds
from kg.nlp.training.net import Net
from kg.nlp.training.raw_text import raw_text
from kg.nlp.training.recipe import PUBLIC, Examples, Recipe, public_examples, specialise, start
from kg.nlp.training.sources import Vectors, read_vectors
from kg.nlp.training.swap import Pool, listed_names
from kg.standoff import EXCERPTS, PAGES, pages_of

logger = logging.getLogger(__name__)


def run(
    *, data: Path, articles: Path, out: Path, cross_validate: bool = True, recipe: Recipe | None = None
) -> dict[str, Any]:
    """Train, score, calibrate, write; gives the card."""
    one_thread()
    recipe = recipe or Recipe()
    rows = list(read_annotated(articles))
    if not rows:
        raise DocumentError(f"{articles} 里没有标注文章", f"no annotated articles in {articles}")
    vectors = read_vectors(data)
    public, listed = public_examples(data, vectors), listed_names(data / "lexicon")
    rows += pages_of(articles, data / "news", (PAGES,))
    excerpts = pages_of(articles, data / "news", (EXCERPTS,)) if recipe.excerpts else []
    begun = start(vectors, public, raw_text(articles, data) if recipe.pretraining else None, recipe)
    held = cross_validation(rows, excerpts, begun, public, vectors, listed, recipe) if cross_validate else []
    calibration = calibrate(held) if held else Calibration()
    kinds = train_kinds(kind_examples(rows))  # those of the excerpts were not annotated
    net = specialise(begun, public, zone_examples([*rows, *excerpts], listed, vectors), recipe)
    save(recogniser_of(net, "zone", vectors, calibration), out, kinds.arrays())
    base = open_model(out)
    heads = train_heads(base, data)
    save_heads(heads, out.with_name(HEADS.name))
    figures = public_figures(net, data, vectors) | head_figures(heads, data) | figures_by_part(held)
    described = card(data=data, articles=articles, recipe=recipe, figures=figures)
    text = json.dumps(described, ensure_ascii=False, indent=2, sort_keys=True)
    out.with_suffix(".json").write_text(text + "\n", "utf-8")
    return described


def cross_validation(
    rows: Sequence[AnnotatedArticle],
    excerpts: Sequence[AnnotatedArticle],
    begun: Net,
    public: Examples,
    vectors: Vectors,
    listed: Pool,
    recipe: Recipe,
) -> list[HeldBack]:
    """Every article and page recognised by a network that has not seen it, in order."""
    found: list[HeldBack] = []
    for fold in range(FOLDS):
        logger.info("fold %d of %d", fold + 1, FOLDS)
        found += hold_back(rows, excerpts, fold, begun, public, vectors, listed, recipe)
    return in_order(found, rows)


def public_figures(net: Net, data: Path, vectors: Vectors) -> dict[str, float]:
    """F1 of each public corpus's head that was trained along, on its own test part."""
    return {c.test: round(public_score(net, c, data, vectors).f1, 4) for c in PUBLIC}
