"""Size and time of every export: `exports.py STORE`, or `exports.py --copies N STORE` for N times the graph.

Copies get entities, facts and edges of their own, so that a small graph grows to any number of triples. `--only`
names formats. Prints a table in Markdown; the last column is the size after gzip.
"""

import argparse
import dataclasses
import gzip
import io
import time
from pathlib import Path

from kg.export import FORMATS
from kg.mapping import triples
from kg.model import Snapshot
from kg.store import read_snapshot

BASE = "https://example.org/htz/"
GZIPPED = 200_000_000  # bytes beyond which compressing is left out


def grown(snapshot: Snapshot, copies: int) -> Snapshot:
    """The graph and its copies: the same articles, everything else once more under other ids."""
    found = [snapshot, *(_copy(snapshot, f"{number:04d}") for number in range(1, copies))]
    parts = {
        name: tuple(sorted((row for s in found for row in getattr(s, name)), key=lambda r: r.id))
        for name in ("mentions", "facts", "entities", "edges")
    }
    return Snapshot(documents=snapshot.documents, **parts)


def _copy(snapshot: Snapshot, mark: str) -> Snapshot:
    def new(id_: str) -> str:
        return id_[: -len(mark)] + mark

    change = dataclasses.replace
    ends = ("subject_id", "object_id")
    return Snapshot(
        documents=snapshot.documents,
        mentions=tuple(change(m, id=new(m.id)) for m in snapshot.mentions),
        facts=tuple(change(f, id=new(f.id), **{e: new(getattr(f, e)) for e in ends}) for f in snapshot.facts),
        entities=tuple(
            change(e, id=new(e.id), mention_ids=tuple(sorted(map(new, e.mention_ids)))) for e in snapshot.entities
        ),
        edges=tuple(
            change(
                e, id=new(e.id), fact_ids=tuple(sorted(map(new, e.fact_ids))), **{s: new(getattr(e, s)) for s in ends}
            )
            for e in snapshot.edges
        ),
    )


def measure(snapshot: Snapshot, form: str) -> tuple[float, bytes]:
    """Seconds and bytes of an export."""
    stream = io.BytesIO()
    started = time.perf_counter()
    FORMATS[form][0](snapshot, stream, BASE)
    return time.perf_counter() - started, stream.getvalue()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=list(FORMATS), default=list(FORMATS))
    options = parser.parse_args()
    snapshot = grown(read_snapshot(options.store), options.copies)
    number = sum(1 for _ in triples(snapshot, BASE))
    print(f"{len(snapshot.entities):,} entities, {len(snapshot.edges):,} edges, {number:,} triples\n")
    print("| format | seconds | MB | MB gzip |\n|---|---|---|---|")
    for form in options.only:
        seconds, data = measure(snapshot, form)
        packed = f"{len(gzip.compress(data, 6)) / 1e6:.1f}" if len(data) < GZIPPED else ""
        print(f"| {form} | {seconds:.1f} | {len(data) / 1e6:.1f} | {packed} |", flush=True)


if __name__ == "__main__":
    main()
