"""What the graph of real pages is worth: a hundred pages held back from all training.

python benchmarks/pages.py --news DIR     the figures of `kg evaluate` on the pages of `held_back_pages.jsonl.gz`

`DIR` holds the collection that the rows point to (see `seeds/training/FORMAT.md`). Two annotators read every page; what
only one of them has is optional. Between them the agreement is 0.92 of entities, 0.78 of relations, 0.95 of posts.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.errors import KgError
from kg.standoff import read_rows, texts_of

GOLD = Path(__file__).parent / "held_back_pages.jsonl.gz"


def write(folder: Path, news: Path) -> None:
    """The pages as articles to build from, and their gold."""
    for name in ("articles", "gold"):
        (folder / name).mkdir()
    rows = read_rows(GOLD)
    for row, text in zip(rows, texts_of(rows, news), strict=True):
        gold = {name: value for name, value in row.items() if name not in ("source", "sha256")}
        (folder / "articles" / row["document"]).write_text(text, "utf-8")
        (folder / "gold" / f"{row['document']}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")


def main() -> int:
    """Build from the pages and score."""
    parser = argparse.ArgumentParser(description="Figures on real pages held back.")
    parser.add_argument("--news", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        try:
            write(folder, options.news)
        except KgError as error:
            sys.stderr.write(f"{error.message('en')}\n")
            return error.exit_code
        run = [sys.executable, "-m", "kg", "--lang", "en"]
        store = ["--store", str(folder / "store")]
        subprocess.run([*run, "build", str(folder / "articles"), *store], check=True, stdout=subprocess.DEVNULL)
        return subprocess.run([*run, "evaluate", str(folder / "gold"), *store], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
