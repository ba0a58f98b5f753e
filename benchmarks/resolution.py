"""How well names are brought together: `python benchmarks/resolution.py` prints one table a part.

Inside articles: B-cubed and pairwise precision and recall on the annotated articles with their own mentions.
"""

import argparse
import csv
import gzip
import itertools
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

from name_pairs import drawn_pairs, score, written_pairs

from kg.annotations import AnnotatedArticle, read_annotated
from kg.model import Mention, name_key
from kg.names import fold, is_short_form
from kg.nlp.coreference import assign_locals
from kg.resolve.keys import blocks
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
            for k, value in enumerate(_counted([gold[i] for i in chosen], [rows[i].local for i in chosen])):
                sums[type_][k] += value
        if misses:
            _show(article, [rows[i] for i in keep], [gold[i] for i in keep])
        _count_fulls(article, rows, fulls)
    print("type        mentions    B3-P    B3-R   B3-F1  pair-P  pair-R")
    for type_, (p, r, n, both, in_gold, in_found) in sums.items():
        bp, br = p / n, r / n
        f1 = 2 * bp * br / (bp + br)
        pairs = f"{both / (in_found or 1):8.4f}{both / (in_gold or 1):8.4f}"
        print(f"{type_:<10}{n:10.0f}{bp:8.4f}{br:8.4f}{f1:8.4f}{pairs}")
    print(f"fuller names: {fulls[0]} of {fulls[1]} given are right; {fulls[2]} of {fulls[3]} in the gold are found")


def _counted(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, ...]:
    p, r, n = b_cubed(gold, found)
    in_gold, in_found = pairs(gold), pairs(found)
    return p, r, n, len(in_gold & in_found), len(in_gold), len(in_found)


def _count_fulls(article: AnnotatedArticle, rows: Sequence[Mention], counts: list[int]) -> None:
    """Fuller names: right, given, found, in the gold. The gold gives one only where the name is printed nowhere."""
    names = article.names()
    for row, m in zip(rows, article.mentions, strict=True):
        full = article.organizations.get(m.entity, ("", ""))[1]
        counts[0] += bool(row.full) and fold(row.full, m.type) in {fold(n, m.type) for n in names.get(m.entity, [])}
        counts[1] += bool(row.full)
        counts[2] += bool(full) and fold(row.full, m.type) == fold(full, m.type)
        counts[3] += bool(full)


def _show(article: AnnotatedArticle, rows: Sequence[Mention], gold: Sequence[Hashable]) -> None:
    in_gold, in_found = pairs(gold), pairs([row.local for row in rows])
    labels = [f"{row.text}[{row.full}]" if row.full else row.text for row in rows]
    for kind, errors in (("wrong", in_found - in_gold), ("missed", in_gold - in_found)):
        for text in sorted({f"{labels[a]} = {labels[b]}" for a, b in errors}):
            print(kind, article.id, text)


def name_pairs(articles: Sequence[AnnotatedArticle], *, misses: bool) -> None:
    """Pair F1 and wrong merges on the written pairs and on pairs drawn from the annotated articles."""
    here = Path(__file__).parent
    parts = {
        "written": list(written_pairs(here / "name_pairs.tsv")),
        "drawn": drawn_pairs(articles, each=125),
    }
    print("pairs           n  precision  recall      F1  wrong merges")
    for title, pairs_ in {**parts, "all": [p for part in parts.values() for p in part]}.items():
        right, wrong, missed, apart, errors = score(pairs_)
        p, r = right / (right + wrong), right / (right + missed)
        share = wrong / (wrong + apart)
        print(f"{title:<10}{len(pairs_):7}{p:11.4f}{r:8.4f}{2 * p * r / (p + r):8.4f}{wrong:6} ({share:.1%})")
        if misses and title != "all":
            print(*errors, sep="\n")


def companies(data: Path, *, misses: bool) -> None:
    """Short → full names of listed companies: the best of all full names, where it is clearly the best."""
    with gzip.open(data / "lexicon" / "listed_companies.tsv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    by_block: dict[str, list[str]] = defaultdict(list)
    for full in sorted({row["full"] for row in rows}):
        for block in blocks(full, "ORG"):
            by_block[block].append(full)
    given = right = 0
    for row in rows:
        candidates = {f for b in blocks(row["short"], "ORG") for f in by_block[b]}
        ranked = sorted(((is_short_form(row["short"], f), f) for f in candidates), reverse=True)
        if not ranked or ranked[0][0] < 0.6 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.1):
            continue
        given += 1
        right += ranked[0][1] == row["full"]
        if misses and ranked[0][1] != row["full"]:
            print("wrong", row["short"], row["full"], ranked[0][1])
    print(f"listed companies: precision {right / given:.4f}, recall {right / len(rows):.4f} of {len(rows)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="coreference", choices=["coreference", "pairs", "companies"])
    parser.add_argument("--misses", action="store_true", help="print every error")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder with lexicon/listed_companies.tsv.gz")
    options = parser.parse_args()
    articles = list(read_annotated(folder("seeds") / "training"))
    parts: dict[str, Callable[[], None]] = {
        "coreference": lambda: coreference(articles, misses=options.misses),
        "pairs": lambda: name_pairs(articles, misses=options.misses),
        "companies": lambda: companies(options.data, misses=options.misses),
    }
    parts[options.part]()


if __name__ == "__main__":
    main()
