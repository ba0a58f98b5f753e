"""The trained recogniser's figures, as tables.

python benchmarks/recogniser.py folds --data DIR [--workers 2] [--out FILE]   five-fold cross-validation (1.5 hours)
python benchmarks/recogniser.py public --data DIR                              head of MSRA, test part
python benchmarks/recogniser.py kinds                                         kinds of organizations, cross-validated
python benchmarks/recogniser.py speed                                         characters a second on one core
"""

import argparse
import concurrent.futures
import importlib
import importlib.util
import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.annotations import read_annotated
from kg.model import Document
from kg.nlp.pipeline import build_pipeline, to_doc
from kg.nlp.recogniser import MODEL, load
from kg.nlp.recogniser.archive import open_model
from kg.nlp.recogniser.kind import suffix_kind
from kg.standoff import EXCERPTS, pages_of

ARTICLES = Path(__file__).parent.parent / "seeds" / "training"


def fold_rows(data: Path, start: Path, fold: int) -> list[Any]:
    """One fold, in a process of its own."""
    import torch

    from kg.nlp.training import folds, recipe, sources, swap

    folds.one_thread()
    vectors, chosen = sources.read_vectors(data), recipe.Recipe()
    public = recipe.public_examples(data, vectors)
    begun = recipe.blank(vectors, chosen)
    begun.load_state_dict(torch.load(start))
    listed = swap.listed_names(data / "lexicon")
    excerpts = pages_of(ARTICLES, data / "news", (EXCERPTS,))
    return list(folds.hold_back(rows_of(data), excerpts, fold, begun, public, vectors, listed, chosen))


def rows_of(data: Path) -> list[Any]:
    """The annotated articles, then the pages if their texts are at hand."""
    return [*read_annotated(ARTICLES), *pages_of(ARTICLES, data / "news")]


def folds(options: argparse.Namespace) -> None:
    """Cross-validate; print figures per type, errors, calibration; write the predictions."""
    import torch

    from kg.nlp.training import folds as crossed
    from kg.nlp.training import recipe, sources
    from kg.nlp.training.card import figures_by_part
    from kg.nlp.training.raw_text import raw_text

    crossed.one_thread()
    start = options.start
    if not start.is_file():
        vectors = sources.read_vectors(options.data)
        public = recipe.public_examples(options.data, vectors)
        begun = recipe.start(vectors, public, raw_text(ARTICLES, options.data), recipe.Recipe())
        torch.save(begun.state_dict(), start)
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(options.workers, mp_context=context) as pool:
        jobs = [pool.submit(fold_rows, options.data, start, k) for k in range(crossed.FOLDS)]
        held = crossed.in_order((r for j in jobs for r in j.result()), rows_of(options.data))
    for name, figures in figures_by_part(held).items():
        print(f"{name}: {figures['articles']} articles")
        print_types(figures)
    if options.out:
        write_found(held, options.out)


def write_found(held: Sequence[Any], out: Path) -> None:
    """Every article's names with calibrated confidences, a JSON line each."""
    from kg.nlp.training.folds import calibrate

    calibration = calibrate(held)
    with out.open("w", encoding="utf-8") as file:
        for row in held:
            mentions = [
                [s.start, s.end, s.label, round(calibration.confidence(s.confidence, s.label), 3)] for s in row.found
            ]
            file.write(json.dumps({"id": row.article.id, "mentions": mentions}, ensure_ascii=False) + "\n")


def print_types(figures: dict[str, Any]) -> None:
    """A line for every type, then the totals."""
    print(f"{'type':12}{'precision':>10}{'recall':>10}{'F1':>10}{'names':>8}")
    for label, row in figures["types"].items():
        print(f"{label:12}{row['precision']:10.3f}{row['recall']:10.3f}{row['f1']:10.3f}{row['names']:8}")
    for name in ("ten labels", "core", "expected calibration error"):
        print(f"{name}: {figures[name]:.4f}")


def public(options: argparse.Namespace) -> None:
    """The head that ships beside the model, on the test part of its corpus, by type."""
    from kg.nlp.training.corpora import MSRA, read_corpus
    from kg.nlp.training.scoring import Score, score, total

    def line(name: str, s: Score) -> None:
        print(f"{name:14}{s.precision:10.4f}{s.recall:10.4f}{s.f1:10.4f}{s.wanted:8}")

    head = load(head=MSRA.name)
    found = [
        ([(s.start, s.end, s.label) for s in head.predict(row.text)], row.names)
        for row in read_corpus(options.data, MSRA.test, MSRA.labels)
    ]
    print(f"{MSRA.test:14}{'precision':>10}{'recall':>10}{'F1':>10}{'names':>8}")
    for label in MSRA.labels:
        line(f"  {label}", total(score(*pair, (label,)) for pair in found))
    line("  all", total(score(*pair) for pair in found))


def kinds(_: argparse.Namespace) -> None:
    """Accuracy of the kinds of organizations, by the model and by the last word alone, each article held back."""
    from kg.nlp.training.folds import FOLDS, split
    from kg.nlp.training.kinds import kind_examples, train_kinds

    rows, wrong = list(read_annotated(ARTICLES)), Counter[tuple[str, str]]()
    right = bare = suffix = total = 0
    for fold in range(FOLDS):
        kept, held = split(rows, fold)
        model = train_kinds(kind_examples(kept))
        for example in (e for a in held for e in {e.name: e for e in kind_examples([a])}.values()):
            kind = model.kind_of(example.name, example.context)[0]
            wrong[example.kind, kind] += kind != example.kind
            right += kind == example.kind
            bare += model.kind_of(example.name)[0] == example.kind
            suffix += (suffix_kind(example.name) or "company") == example.kind
            total += 1
    print(
        f"names {total}: model {right / total:.3f}, without context {bare / total:.3f}, last word {suffix / total:.3f}"
    )
    for (gold, found), count in wrong.most_common(10):
        print(f"{count:5} {gold} taken for {found}")


def speed(_: argparse.Namespace) -> None:
    """Time to load; characters a second of processor time, of the pipeline's parts and of jieba.posseg."""
    began = time.perf_counter()
    open_model(MODEL)
    print(f"loads in {time.perf_counter() - began:.3f} s, {MODEL.stat().st_size / 1e6:.1f} MB")
    articles = list(read_annotated(ARTICLES))[::3]
    characters = sum(len(a.text) for a in articles)
    nlp = build_pipeline()
    docs = [to_doc(nlp, Document(a.id, "", 1, 1, "", a.text, a.title, "", None, "")) for a in articles]
    rates = {}
    for name, part in nlp.pipeline:
        part(docs[0].copy())
        began = time.process_time()
        docs = [part(doc) for doc in docs]
        rates[name] = characters / (time.process_time() - began)
    rates["names stage"] = 1 / (1 / rates["recogniser"] + 1 / rates["kg_names"])
    rates["pipeline"] = 1 / sum(1 / rates[name] for name in nlp.pipe_names)
    if importlib.util.find_spec("jieba"):
        posseg = importlib.import_module("jieba.posseg")

        posseg.lcut(articles[0].text)
        began = time.process_time()
        for article in articles:
            posseg.lcut(article.text)
        rates["jieba.posseg"] = characters / (time.process_time() - began)
    for name, rate in rates.items():
        print(f"{name:15}{rate:>10,.0f} characters a second ({len(articles)} articles)")


def main() -> None:
    """Run one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=("folds", "public", "kinds", "speed"))
    parser.add_argument("--data", type=Path, help="folder with ner/, lexicon/ and vectors/")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--start", type=Path, default=Path("start.pt"), help="where the encoder before the articles is kept"
    )
    parser.add_argument("--out", type=Path, help="predictions for articles held back, one JSON line an article")
    options = parser.parse_args()
    {"folds": folds, "public": public, "kinds": kinds, "speed": speed}[options.table](options)


if __name__ == "__main__":
    main()
