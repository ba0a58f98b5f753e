"""How well names are brought together: `python benchmarks/resolution.py` prints one table a part.

Inside articles: B-cubed and pairwise precision and recall on the annotated articles with their own mentions.
"""

import argparse
import itertools
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

from kg.annotations import AnnotatedArticle, read_annotated
from kg.model import Mention, name_key
from kg.names import fold
from kg.nlp.coreference import assign_locals
from kg.vocabulary import folder


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, int]:
    """Summed precision and recall of items, and their number: items i with gold[i], found[i] as cluster names."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for i, (g, f) in enumerate(zip(gold, found, strict=True)):
        by_gold[g].add(i)
        by_found[f].add(i)
    common = [len(by_gold[g] & by_found[f]) for g, f in zip(gold, found, strict=True)]
    precision = sum(c / len(by_found[f]) for c, f in zip(common, found, strict=True))
    recall = sum(c / len(by_gold[g]) for c, g in zip(common, gold, strict=True))
    return precision, recall, len(gold)


def pairs(items: Sequence[Hashable]) -> set[tuple[int, int]]:
    """The index pairs that share a cluster."""
    groups = defaultdict(list)
    for i, g in enumerate(items):
        groups[g].append(i)
    return {p for g in groups.values() for p in itertools.combinations(g, 2)}


def gold_mentions(article: AnnotatedArticle) -> list[Mention]:
    """The marked mentions of an article as rows, titles included."""
    rows = []
    for n, m in enumerate(article.mentions):
        text = article.text[m.start : m.end]
        kind = article.organizations.get(m.entity, ("", ""))[0]
        rows.append(
            Mention(f"m{n}", article.id, m.start, m.end, m.type, kind, text, name_key(text), "", 0, "gold", 1.0)
        )
    return rows


def coreference(articles: Sequence[AnnotatedArticle], *, misses: bool) -> None:
    """B-cubed inside articles, per type and in all; with `misses` every wrong and missed join."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 6)
    fulls = [0, 0, 0, 0]
    for article in articles:
        gold = [m.entity for m in article.mentions]
        rows = assign_locals(article.text, gold_mentions(article))
        keep = [i for i, g in enumerate(gold) if g]
        for type_ in ["all", *sorted({rows[i].type for i in keep})]:
            chosen = [i for i in keep if type_ in ("all", rows[i].type)]
            g, f = [gold[i] for i in chosen], [rows[i].local for i in chosen]
            p, r, n = b_cubed(g, f)
            gp, fp = pairs(g), pairs(f)
            for k, value in enumerate((p, r, n, len(gp & fp), len(gp), len(fp))):
                sums[type_][k] += value
            if misses and type_ == "all":
                _show(article, rows, [chosen[i] for i in range(len(chosen))], g, f)
        names = article.names()
        for row, m in zip(rows, article.mentions, strict=True):
            full = article.organizations.get(m.entity, ("", ""))[1]
            known = {fold(n, m.type) for n in names.get(m.entity, [])}
            fulls[0] += bool(row.full) and fold(row.full, m.type) in known
            fulls[1] += bool(row.full)
            fulls[2] += bool(full) and fold(row.full, m.type) == fold(full, m.type)
            fulls[3] += bool(full)
            if misses and row.full and fold(row.full, m.type) not in known:
                print("full", article.id, row.text, row.full, names.get(m.entity))
    print("type        mentions    B3-P    B3-R   B3-F1  pair-P  pair-R")
    for type_, (p, r, n, both, g, f) in sums.items():
        bp, br = p / n, r / n
        print(f"{type_:<10}{n:10.0f}{bp:8.4f}{br:8.4f}{2 * bp * br / (bp + br):8.4f}{both / (f or 1):8.4f}{both / (g or 1):8.4f}")
    print(f"fuller names: {fulls[0]} of {fulls[1]} given are right; {fulls[2]} of {fulls[3]} in the gold are found")


def _show(article, rows, at, gold, found) -> None:  # type: ignore[no-untyped-def]
    gp, fp = pairs(gold), pairs(found)
    label = lambda i: f"{rows[at[i]].text}[{rows[at[i]].full}]"  # noqa: E731
    for kind, wrong in (("wrong", fp - gp), ("missed", gp - fp)):
        for text in sorted({f"{label(a)} = {label(b)}" for a, b in wrong}):
            print(kind, article.id, text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="coreference")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    parts: dict[str, Callable[[], None]] = {
        "coreference": lambda: coreference(list(read_annotated(folder("seeds") / "training")), misses=options.misses),
    }
    parts[options.part]()


if __name__ == "__main__":
    main()
