"""`kill -9` at random moments of a build: what the store holds then, and what the next build makes of it.

    python benchmarks/kill.py --kills 100

A store of some articles is built anew with others; each such build is killed at a random moment. The store must then
answer with the old graph or with the new one, every file whole; the next build must end with the bytes of a clean one.
Exit code 1 if anything else was seen.
"""

import argparse
import collections
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import write_articles

from kg.config import load_config
from kg.flow import build
from kg.store import open_store

ARTICLES = 24


def articles(folder: Path) -> tuple[Path, Path]:
    """Two folders of articles: in the second a third are new or edited."""
    old, new = folder / "old", folder / "new"
    write_articles(ARTICLES, old)
    shutil.copytree(old, new)
    for number, path in enumerate(sorted(new.glob("*.txt"))):
        if number % 3 == 0:
            path.write_text(path.read_text("utf-8") + "\n济宁高新区科技创新局局长罗会涛介绍情况。\n", "utf-8")
    (new / "000002.txt").unlink()
    return old, new


def clean(folder: Path, store: Path) -> str:
    """The version that a build from scratch gives."""
    shutil.rmtree(store, ignore_errors=True)
    build([folder], store, load_config(environment={}))
    return (store / "CURRENT").read_text("ascii")


def started(folder: Path, store: Path) -> "subprocess.Popen[bytes]":
    """A build in a process of its own."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", str(folder), "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def whole(store: Path) -> str:
    """The version in the store, every row of it read and every checksum compared."""
    with open_store(store) as reader:
        reader.check()
        reader.snapshot()
        return reader.version.name + "\n"


def main() -> int:
    """Kill builds and count what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    seen: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, new = articles(folder)
        before, after = clean(old, folder / "base.kg"), clean(new, folder / "clean.kg")
        shutil.copytree(folder / "base.kg", folder / "timed.kg")
        began = time.monotonic()
        started(new, folder / "timed.kg").wait()
        seconds = time.monotonic() - began
        for number in range(arguments.kills):
            store = folder / f"{number}.kg"
            shutil.copytree(folder / "base.kg", store)
            building = started(new, store)
            time.sleep(rng.uniform(0.3, 1.0) * seconds)
            building.send_signal(signal.SIGKILL)
            building.wait()
            found = whole(store)
            seen["old graph" if found == before else "new graph" if found == after else "ANOTHER GRAPH"] += 1
            build([new], store, load_config(environment={}))
            names = {p.name for p in store.iterdir()}
            good = whole(store) == after and names == {"CURRENT", "cache", after.strip()}
            seen["next build equal to a clean one" if good else "NEXT BUILD DIFFERENT"] += 1
            shutil.rmtree(store)
    print(f"{arguments.kills} kills of a build of {seconds:.1f} s")
    for what, times in sorted(seen.items()):
        print(f"{times:5}  {what}")
    return int(any(what.isupper() for what in seen))


if __name__ == "__main__":
    sys.exit(main())
