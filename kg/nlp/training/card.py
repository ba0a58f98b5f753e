"""The model card: what the model was made from, how, how good it is, and what it is not for."""

import dataclasses
import hashlib
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
import torch

from kg.nlp.training.corpora import CORE, ZONE
from kg.nlp.training.folds import HeldBack, crossed_confidences
from kg.nlp.training.recipe import PUBLIC, Recipe
from kg.nlp.training.scoring import calibration_error, total
from kg.standoff import part

LICENCES = {
    "articles": "Apache-2.0 (written for this project)",
    "news": "Apache-2.0 (IAAR-Shanghai/CRUD_RAG, data/80000_docs); the marks of pages are this project's",
    "segmenter": "MIT (fxsjy/jieba, weights of its lac_small; Baidu LAC, Apache-2.0)",
    "vectors": "trained on broadcast news transcripts that are not redistributed",
    "ner/resume": "none stated (jiesutd/LatticeLSTM)",
    "ner/cluener": "none stated (CLUENER2020)",
    "ner/msra": "Apache-2.0 on the copy used; Microsoft Research Asia, SIGHAN 2006",
    "lexicon/admin_divisions": "WTFPL (modood/Administrative-divisions-of-China)",
    "lexicon/zones": "public lists of national zones; WTFPL for the rest",
    "lexicon/universities": "none stated (flwfdd/china-university-location)",
    "lexicon/executives": "MIT (lemonhu/stock-knowledge-graph); none stated (liuhuanyong/ChainKnowledgeGraph)",
    "lexicon/listed_companies": "none stated (liuhuanyong/ChainKnowledgeGraph)",
    "lexicon/products": "none stated (liuhuanyong/ChainKnowledgeGraph)",
    "lexicon/company_short_names": "Apache-2.0 (wainshine/Company-Names-Corpus)",
    "lexicon/place_names": "MIT (thunlp/THUOCL)",
}
LIMITS = (
    "Trained on invented zone news and on real pages of summer 2023, in simplified Chinese; other registers and"
    " traditional script are read worse.",
    "Programmes without quotes or a telling last word, projects and events are found least well: see the figures.",
    "A confidence is calibrated on real pages like the training pages (on articles where there are none); on other"
    " text it is too high.",
    "The public corpora are research data: train and evaluate with them, ask before shipping them.",
)


def card(*, data: Path, articles: Path, recipe: Recipe, figures: dict[str, Any]) -> dict[str, Any]:
    """Everything a reader needs to judge the model or to make it again."""
    return {
        "labels": list(ZONE),
        "recipe": dataclasses.asdict(recipe),
        "figures": figures,
        "data": _digests(data, articles),
        "licences": {k: v for k, v in LICENCES.items() if k != "segmenter" or recipe.pretraining},
        "limits": list(LIMITS),
        "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "torch": torch.__version__},
    }


def figures_by_part(held: Sequence[HeldBack]) -> dict[str, Any]:
    """The figures of the cross-validation over the first ten batches of articles, the later ones, and pages."""
    parts: dict[str, list[HeldBack]] = {}
    for row in held:
        parts.setdefault(part(row.article), []).append(row)
    return {name: fold_figures(rows) for name, rows in parts.items()}


def fold_figures(held: Sequence[HeldBack]) -> dict[str, Any]:
    """Strict span figures of the cross-validation, per type and together, and the calibration error."""
    if not held:
        return {}
    types = {}
    for label in ZONE:
        s = total(r.score((label,)) for r in held)
        types[label] = {
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "f1": round(s.f1, 4),
            "names": s.wanted,
        }
    return {
        "articles": len(held),
        "ten labels": round(total(r.score() for r in held).f1, 4),
        "core": round(total(r.score(CORE) for r in held).f1, 4),
        "types": types,
        "expected calibration error": calibration_error(*crossed_confidences(held)),
    }


def _digests(data: Path, articles: Path) -> dict[str, str]:
    """SHA-256 of every file that went in."""
    names = [f"ner/{f}.jsonl.gz" for c in PUBLIC for f in (*c.train, c.test)]
    names += [f"vectors/{n}.npz" for n in ("char", "word")]
    names += [f"{n}.{'txt' if n.split('/')[1] in _PLAIN else 'tsv'}.gz" for n in LICENCES if n.startswith("lexicon/")]
    files = {name: data / name for name in names}
    files |= {f"articles/{p.name}": p for pattern in ("*.txt", "*.gz") for p in articles.glob(pattern)}
    files |= {f"news/{p.name}": p for p in (data / "news").glob("*") if p.is_file()}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(files.items())}


_PLAIN = ("universities", "products", "company_short_names", "place_names")
