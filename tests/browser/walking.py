"""A server with the seed articles, one with hostile names, and a browser that walks through both."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.store import write_store
from tests.hostile import HOSTILE
from tests.snapshots import BASE, with_names

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
READY = bool(CHROMIUM and shutil.which("node") and (FOLDER / "node_modules" / "playwright-core").is_dir())
PAYLOADS = (
    "<script>window.__xss=1</script>",
    "\"'><img src=x onerror=window.__xss=1>",
    "</title></textarea></script><svg onload=window.__xss=1>",
    "javascript:window.__xss=1",
    "{{7*7}}${window.__xss=1}",
)
Mode = tuple[str, int, str]


def build_stores(folder: Path) -> tuple[Path, Path]:
    """A store of the seed articles, and one whose every string is hostile."""
    seeds, hostile = folder / "seeds.kg", folder / "hostile.kg"
    _kg("build", "seeds/articles", "--store", str(seeds), timeout=120)
    storable = [name for name in HOSTILE if len(name) < 1000 and "\ud800" not in name]
    snapshot = with_names([*PAYLOADS, *storable])
    numbers = {n: len(getattr(snapshot, n)) for n in ("documents", "mentions", "facts", "entities", "edges")}
    write_store(hostile, snapshot, {"software": "0", "input": "0", "base": BASE, **numbers})
    return seeds, hostile


def _kg(*arguments: str, timeout: float) -> None:
    subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, check=True, capture_output=True, timeout=timeout)


@contextlib.contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of `kg serve` on a store, as long as it is needed."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stderr
            first = server.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", first)
            assert found, first
            yield found[0]
        finally:
            server.terminate()
            server.communicate(timeout=20)


def walk(seeds: str, hostile: str, modes: Sequence[Mode], *, timeout: float) -> list[dict[str, Any]]:
    """Every journey in every mode (language, width, colour scheme), each with its troubles."""
    asked = {"base": seeds, "hostile": hostile, "chromium": CHROMIUM, "modes": modes}
    done = subprocess.run(
        ["node", "run.mjs", json.dumps(asked)], cwd=FOLDER, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
