"""How many times and amounts of `dates.tsv` and `amounts.tsv` are read right: `python benchmarks/dates.py`.

A row is right when span, ISO form, bounds and role (value, currency, vagueness, total) all agree. A sentence whose
first cell after it is empty holds none. What is found beyond the rows of a sentence counts as an error too.
"""

import itertools
from pathlib import Path

from kg.nlp.amounts import find_amounts
from kg.nlp.dates import find_dates
from kg.read.dates import parse_iso
from kg.vocabulary import read_table

_HERE = Path(__file__).parent


def date_rows(sentence: str, date: str) -> list[tuple[str, ...]]:
    """The times found in a sentence, as the columns of the table."""
    times = [s.when for s in find_dates(sentence, parse_iso(date) if date else None)]
    return [(w.text, w.iso, str(w.earliest), str(w.latest), w.role) for w in times]


def amount_rows(sentence: str) -> list[tuple[str, ...]]:
    """The amounts found in a sentence, as the columns of the table."""
    yes = {True: "yes", False: "no"}
    return [
        (a.text, "" if a.value is None else f"{a.value:f}", a.currency, yes[a.approximate], yes[a.total])
        for a in find_amounts(sentence)
    ]


def compare(name: str, columns: tuple[str, ...], keys: tuple[str, ...]) -> tuple[int, int, int]:
    """Print what differs in one table; the numbers of right rows, rows, and spurious spans."""
    right = total = spurious = 0
    rows = read_table(_HERE / f"{name}.tsv")
    for key, group in itertools.groupby(rows, key=lambda r: tuple(r[k] for k in keys)):
        wanted = [tuple(r[c] for c in columns) for r in group]
        wanted = [w for w in wanted if w[0]]
        found = date_rows(*key) if name == "dates" else amount_rows(*key)
        hits = [w for w in wanted if w in found]
        starts = {w[0] for w in wanted}
        extra = [f for f in found if f not in wanted and f[0] not in starts]
        right, total, spurious = right + len(hits), total + len(wanted), spurious + len(extra)
        if len(hits) < len(wanted) or extra:
            print(" ".join(key))
            print("  wanted", [w for w in wanted if w not in found])
            print("  found ", [f for f in found if f not in wanted])
    return right, total, spurious


def main() -> None:
    """Both tables."""
    for name, columns, keys in (
        ("dates", ("expression", "iso", "earliest", "latest", "role"), ("sentence", "published")),
        ("amounts", ("text", "value", "currency", "approximate", "total"), ("sentence",)),
    ):
        right, total, spurious = compare(name, columns, keys)
        share = right / (total + spurious)
        print(f"{name}: {right} of {total} right, {spurious} spurious, {share:.1%}")


if __name__ == "__main__":
    main()
