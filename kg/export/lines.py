"""One statement a line: N-Triples, N-Quads, and the fingerprint of a graph."""

import hashlib
from collections.abc import Sequence

from kg.export.files import Target, writing
from kg.mapping import quads, triples
from kg.model import Snapshot


def ntriples(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes sorted N-Triples: equal graphs give equal bytes, whatever made them."""
    with writing(target) as stream:
        for line in _sorted(snapshot, base):
            stream.write(line.encode())


def nquads(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes the graph as the default graph, and each article's plain triples in a graph named by the article."""
    with writing(target) as stream:
        for quad in quads(snapshot, base):
            stream.write(f"{quad} .\n".encode())


def fingerprint(snapshot: Snapshot, base: str) -> str:
    """SHA-256 of the sorted N-Triples."""
    digest = hashlib.sha256()
    for line in _sorted(snapshot, base):
        digest.update(line.encode())
    return digest.hexdigest()


def _sorted(snapshot: Snapshot, base: str) -> Sequence[str]:
    return sorted(f"{triple} .\n" for triple in triples(snapshot, base))
