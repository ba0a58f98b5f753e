"""A graph of the seed articles, one with hostile names, and a browser that walks through both."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.hostile import HOSTILE
from tests.snapshots import with_names, write_snapshot

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
    write_snapshot(hostile, with_names([*PAYLOADS, *storable]))
    return seeds, hostile


def _kg(*arguments: str, timeout: float) -> None:
    subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, check=True, capture_output=True, timeout=timeout)


def walk(seeds: str, hostile: str, modes: Sequence[Mode], *, timeout: float) -> list[dict[str, Any]]:
    """Every journey in every mode (language, width, colour scheme), each with its troubles."""
    asked = {"base": seeds, "hostile": hostile, "chromium": CHROMIUM, "modes": modes}
    done = subprocess.run(
        ["node", "run.mjs", json.dumps(asked)], cwd=FOLDER, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
