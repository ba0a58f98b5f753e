"""Same bytes: builds the seed articles in several ways and compares every export.

    python benchmarks/determinism.py

Prints a line per way: order of articles, workers, hash seed, and whether all exports equal those of the first.
"""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FORMATS = ("turtle", "ntriples", "nquads", "jsonld", "graphml", "gexf", "documents")
WAYS = (("sorted", 1, "0"), ("shuffled", 1, "7"), ("shuffled", 2, "123"), ("reversed", 2, "0"))
ARTICLES = Path(__file__).resolve().parent.parent / "seeds" / "articles"


def run(folder: Path, order: str, workers: int, seed: str) -> dict[str, str]:
    """The SHA-256 of each export of one build."""
    copies = folder / "articles"
    shutil.copytree(ARTICLES, copies)
    files = sorted(copies.glob("*.txt"))
    if order == "shuffled":
        random.Random(seed).shuffle(files)
    elif order == "reversed":
        files.reverse()
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    kg = [sys.executable, "-c", "from kg.cli import main; main()"]
    build = [*kg, "build", *map(str, files), "--store", str(folder / "zone.kg"), "--workers", str(workers)]
    subprocess.run(build, env=environment, check=True, capture_output=True)
    digests = {}
    for name in FORMATS:
        target = folder / name
        export = [*kg, "export", name, "-o", str(target), "--store", str(folder / "zone.kg")]
        subprocess.run(export, env=environment, check=True, capture_output=True)
        digests[name] = hashlib.sha256(target.read_bytes()).hexdigest()
    return digests


def main() -> int:
    """Compare all ways with the first; exit 1 if any differs."""
    first: dict[str, str] = {}
    same = True
    for order, workers, seed in WAYS:
        with tempfile.TemporaryDirectory() as folder:
            digests = run(Path(folder), order, workers, seed)
        first = first or digests
        different = [name for name in FORMATS if digests[name] != first[name]]
        same = same and not different
        verdict = f"DIFFERENT: {' '.join(different)}" if different else "same"
        print(f"{order:9} workers={workers} hash seed={seed:4} {verdict}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
