"""`python -m kg.nlp.relations.training --articles DIR --found FILE --vectors FILE --news DIR --out FILE`.

Articles are annotated; `--found` gives for each the names that a recogniser found which had not seen it (made by
`benchmarks/recogniser.py folds`), `--vectors` first vectors of letters (npz: `key`, `vector`), `--news` the texts of the
pages that are marked by place and the raw text that the convolutions of circumstances read first (without it both
are left out). Five folds give the network's scores that the trees train
on, the thresholds and the figures; the shipped weights come from all articles: `--out`, `network.npz`, `circumstances.npz` and
`statuses.npz` beside it. One network is nearly as good as the mean of two.
"""

import argparse
import json
import logging
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.annotations import read_annotated
from kg.nlp.relations import network
from kg.nlp.relations.circumstances import network as scenes
from kg.nlp.relations.circumstances import second
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.holders import find_posts
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.network import Network
from kg.nlp.relations.pairs import save
from kg.nlp.relations.survey import survey
from kg.nlp.relations.training import circumstances
from kg.nlp.relations.training import second as second_look
from kg.nlp.relations.training.boosting import (
    Table,
    boost,
    candidate_table,
    figures,
    join,
    thresholds,
)  # fmt: skip
from kg.nlp.relations.training.ensemble import LETTERS, Lessons
from kg.nlp.relations.training.examples import Example, annotated_example, found_example
from kg.nlp.relations.training.network import beginnings
from kg.nlp.relations.training.scenes import fit as fit_scenes
from kg.nlp.relations.training.scenes import read_raw
from kg.nlp.relations.training.titles import post_figures
from kg.nlp.training.judge import judged as judged_names
from kg.nlp.training.judge import read_lessons
from kg.nlp.training.raw_text import RawText, raw_text
from kg.nlp.training.trees import to_trees
from kg.nlp.trees import probability
from kg.standoff import PAGE_PART, pages_of, part

FOLDS = 5
Part = tuple[str, str]
"""Whose names, annotated or recognised, and which part of the training data."""
logger = logging.getLogger(__name__)


def train(articles: Path, found: Path | None, vectors: Path, news: Path | None, out: Path) -> dict[str, Any]:
    """Train, write the weights and give the figures of the folds."""
    rows = list(read_annotated(articles))
    pages = pages_of(articles, news) if news else []
    names = judged_names(read_lessons(articles, found, news)) if found else {}
    numbered = list(enumerate([*rows, *pages]))
    annotated = [annotated_example(*x) for x in numbered]
    recognised = [found_example(n, a, names[a.id]) for n, a in numbered if a.id in names]
    lessons = Lessons([*annotated, *recognised], vectors)
    judges = [lessons.networks((lessons.articles % FOLDS != f).tolist()) for f in range(FOLDS)]
    parts = _parts("annotated names", annotated) | _parts("recognised names", recognised)
    tables = {name: _crossed(examples, judges) for name, examples in parts.items()}
    table = join(list(tables.values()))
    boosters = _boosters(table)
    scores = {key: _held_back(some, boosters) for key, some in tables.items()}
    posts = {name: _posts(examples, judges) for name, examples in parts.items()}
    judged = [key for key in tables if key[0] == "recognised names"] or list(tables)
    limits = thresholds(join([tables[n] for n in judged]), np.concatenate([scores[n] for n in judged]))
    report: dict[str, Any] = {}
    for name, members in _together(parts).items():
        chosen = join([tables[m] for m in members]), np.concatenate([scores[m] for m in members])
        report[name] = figures(*chosen, limits)
        named = [(e, p) for m in members for e, p in zip(parts[m], posts[m], strict=True)]
        report[name]["holds_position"] = post_figures([e for e, _ in named], [p for _, p in named])
    save(out, to_trees(boost(table.features, table.label)), dict(zip(predicates(), limits, strict=True)))
    network.save(out.with_name(network.NETWORK.name), lessons.networks([True] * len(lessons.documents)))
    raw = raw_text(articles, news.parent) if news else None
    report["circumstances"] = _circumstances(annotated, vectors, raw, out)
    return report


def _parts(name: str, examples: Sequence[Example]) -> dict[Part, list[Example]]:
    """The first ten batches of articles, the later ones, and pages, if there are any."""
    parts: dict[Part, list[Example]] = {}
    for example in examples:
        parts.setdefault((name, part(example.annotation)), []).append(example)
    return parts


def _together(parts: Iterable[Part]) -> dict[str, list[Part]]:
    """What figures are given of: each part, and before them all articles."""
    groups: dict[str, list[Part]] = {}
    for name, of in parts:
        if of != PAGE_PART:
            groups.setdefault(name, []).append((name, of))
    return groups | {", ".join(key): [key] for key in parts}


def _circumstances(annotated: Sequence[Example], vectors: Path, raw: RawText | None, out: Path) -> dict[str, Any]:
    """Train and write the network and the trees of circumstances beside `out`; figures of both over the folds."""
    alphabet, letters = beginnings(vectors, LETTERS)
    start = read_raw(raw, alphabet, letters) if raw else None
    lessons = circumstances.lessons(annotated, alphabet)
    scenes.save(out.with_name(scenes.FILE.name), scenes.Network(alphabet, fit_scenes(lessons, letters, start)))
    kept = ([lesson for lesson in lessons if lesson.article % FOLDS != fold] for fold in range(FOLDS))
    judged = circumstances.crossed(lessons, [scenes.Network(alphabet, fit_scenes(k, letters, start)) for k in kept])
    table = second_look.Table(lessons, judged)
    second.save(out.with_name(second.FILE.name), table.second())
    again = second_look.crossed(table, lessons, judged, FOLDS)
    return {name: circumstances.figures(lessons, said) for name, said in (("network", judged), ("second look", again))}


def _crossed(examples: Sequence[Example], judges: Sequence[Network]) -> Table:
    """The candidates of the examples, each with the scores of the other folds' network."""
    folds = range(FOLDS)
    return join([candidate_table([e for e in examples if e.article % FOLDS == n], judges[n]) for n in folds])


def _posts(examples: Sequence[Example], judges: Sequence[Network]) -> list[list[Claim]]:
    """What is found with the network that has not seen the article."""
    return [find_posts(survey(e.reading, judges[e.article % FOLDS])) if e.reading.units else [] for e in examples]


def _boosters(table: Table) -> list[Any]:
    """One for each fold, that has not seen its articles."""
    found = []
    for fold in range(FOLDS):
        logger.info("trees without fold %d", fold + 1)
        seen = table.article % FOLDS != fold
        found.append(boost(table.features[seen], table.label[seen]))
    return found


def _held_back(table: Table, boosters: Sequence[Any]) -> NDArray[np.float64]:
    scores = np.zeros(len(table.label))
    for fold, booster in enumerate(boosters):
        held = table.article % FOLDS == fold
        if held.any():
            scores[held] = probability(booster.predict(table.features[held], raw_score=True))
    return scores


def main() -> int:
    """Train as told by the command line."""
    parser = argparse.ArgumentParser(prog="python -m kg.nlp.relations.training")
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    report = train(options.articles, options.found, options.vectors, options.news, options.out)
    options.out.with_suffix(".json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
