"""What stands around the recogniser, measured on held-back articles.

    python benchmarks/names.py FILE [NEWS]

FILE has a JSON line an article, `{"id", "mentions": [[start, end, type, confidence], …]}`: names found by a recogniser
that has not seen the article (`benchmarks/recogniser.py folds --out FILE`); the judge has not seen it either. With
NEWS, the folder of the collection, pages count too. Prints strict span precision, recall and F1 for ten labels and for
the core types with every part switched on in turn, then by part of the data and type, and the most frequent kinds of
errors with an example each.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.annotations import AnnotatedArticle
from kg.nlp.names import Candidate
from kg.nlp.names.component import PARTS, THRESHOLDS, Names
from kg.nlp.training.judge import judged, read_found, read_lessons
from kg.standoff import part
from kg.vocabulary import folder, ontology

CORE = frozenset(t.tag for t in ontology().types.values() if t.core)
Span = tuple[int, int, str]


def found(articles: Sequence[AnnotatedArticle], spans: dict[str, list[Candidate]], names: Names) -> list[set[Span]]:
    """The spans of every article."""
    return [{(c.start, c.end, c.type) for c in names.find(a.text, spans[a.id])} for a in articles]


def gold(articles: Iterable[AnnotatedArticle]) -> list[set[Span]]:
    """The annotated spans of every article."""
    return [{(m.start, m.end, m.type) for m in a.mentions} for a in articles]


def scores(predicted: Sequence[set[Span]], right: Sequence[set[Span]], types: frozenset[str] | None = None) -> str:
    """Precision, recall and F1 over all articles."""
    hits = hit_total = gold_total = 0
    for p, g in zip(predicted, right, strict=True):
        p, g = ({s for s in spans if types is None or s[2] in types} for spans in (p, g))
        hits, hit_total, gold_total = hits + len(p & g), hit_total + len(p), gold_total + len(g)
    precision, recall = hits / max(hit_total, 1), hits / max(gold_total, 1)
    return f"{precision:.3f} {recall:.3f} {2 * hits / max(hit_total + gold_total, 1):.3f}"


def error_families(
    articles: Sequence[AnnotatedArticle], predicted: Sequence[set[Span]], right: Sequence[set[Span]]
) -> Counter[tuple[str, str]]:
    """Errors by kind: wrong type, longer, shorter, split, spurious, missed; with types."""
    families: Counter[tuple[str, str]] = Counter()
    for article, p, g in zip(articles, predicted, right, strict=True):
        for s, e, t in sorted(p - g):
            over = [x for x in g if x[0] < e and s < x[1]]
            example = article.text[s:e].replace("\n", " ")
            families[_kind((s, e, t), over), example] += 1
        for s, e, t in sorted(g - p):
            if not any(x[0] < e and s < x[1] for x in p):
                families[f"missed {t}", article.text[s:e]] += 1
    return families


def _kind(span: Span, over: list[Span]) -> str:
    start, end, type_ = span
    if not over:
        return f"spurious {type_}"
    same = [o for o in over if o[:2] == (start, end)]
    if same:
        return f"{same[0][2]} taken for {type_}"
    if any(o[0] <= start and o[1] >= end for o in over):
        return f"{type_} too short"
    return f"{type_} too long"


def main() -> None:
    """Print the tables."""
    file, news = Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None
    lessons = read_lessons(folder("seeds") / "training", file, news)
    articles, second = lessons.articles, judged(lessons)
    first = {i: [Candidate(s, e, t, "recogniser", c) for s, e, t, c in rows] for i, rows in read_found(file).items()}
    right = gold(articles)
    around = [p for p in PARTS if p not in ("boundaries", "judge")]
    settings: list[tuple[str, dict[str, list[Candidate]], list[str], dict[str, float]]] = [
        ("model alone", first, [], {}),
        ("boundaries mended", first, ["boundaries"], {}),
        ("judged", second, [], THRESHOLDS),
        *((f"judged, with {p}", second, [p], THRESHOLDS) for p in around),
        ("all parts", second, around, THRESHOLDS),
        ("rules and lists", {a.id: [] for a in articles}, ["bylines", "quotes", "suffixes", "consistency"], {}),
    ]
    for label, spans, parts, limits in settings:
        predicted = found(articles, spans, Names(parts, limits))
        print(f"{label:25} ten labels {scores(predicted, right)}   core {scores(predicted, right, CORE)}")
    predicted = found(articles, second, Names(around, THRESHOLDS))
    for group in sorted({part(a) for a in articles}):
        some = [i for i, a in enumerate(articles) if part(a) == group]
        sides = [predicted[i] for i in some], [right[i] for i in some]
        print(f"{group:25} ten labels {scores(*sides)}   core {scores(*sides, CORE)}")
        for type_ in [*ontology().types, "POSITION"]:
            print(f"    {type_:21} {scores(*sides, frozenset({type_}))}")
    families = error_families(articles, predicted, right)
    totals: Counter[str] = Counter()
    for (kind, _), number in families.items():
        totals[kind] += number
    for kind, number in totals.most_common(20):
        example = max((n, x) for (k, x), n in families.items() if k == kind)[1]
        print(f"{number:5} {kind}: {example}")


if __name__ == "__main__":
    main()
