"""Training of the recogniser: needs the `train` extra (torch) and public data that is not shipped."""

from pathlib import Path
from typing import Any

from kg.errors import ConfigError

__all__ = ["train"]


def train(
    *, data: Path, articles: Path, out: Path, cross_validate: bool = True, recipe: str = "raw-text"
) -> dict[str, Any]:
    """Train a model file from annotated articles and the public data; gives what is also written beside it as JSON.

    `data` holds `ner/`, `lexicon/` and `vectors/`, `articles` the annotated articles. Without cross-validation the
    confidences are not calibrated and the card has no figures for the articles. `recipe` is one of
    `kg.nlp.training.recipe.RECIPES`.
    """
    try:
        import torch  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            "训练需要 PyTorch，请先运行 pip install 'kg[train]'", "training needs PyTorch: pip install 'kg[train]'"
        ) from error
    from kg.nlp.training.recipe import RECIPES
    from kg.nlp.training.run import run

    return run(data=data, articles=articles, out=out, cross_validate=cross_validate, recipe=RECIPES[recipe])
