"""What the graph of real pages is worth: a hundred pages held back from all training.

python benchmarks/pages.py --news DIR     the figures of `kg evaluate` on the pages of `held_back_pages.jsonl.gz`

`DIR` holds the collection that the marks point to (see `seeds/training/FORMAT.md`).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.annotations import AnnotatedArticle, to_gold
from kg.errors import KgError
from kg.standoff import read_pages

MARKS = Path(__file__).parent / "held_back_pages.jsonl.gz"


def write(page: AnnotatedArticle, folder: Path) -> None:
    """A page as an article to build from and as gold."""
    name = f"{page.id}.txt"
    (folder / "articles" / name).write_text(page.text, "utf-8")
    gold = {**to_gold(page), "document": name, "published": page.published}
    (folder / "gold" / f"{page.id}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")


def main() -> int:
    """Build from the pages and score."""
    parser = argparse.ArgumentParser(description="Figures on real pages held back.")
    parser.add_argument("--news", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("articles", "gold"):
            (folder / name).mkdir()
        try:
            for page in read_pages(MARKS, options.news):
                write(page, folder)
        except KgError as error:
            sys.stderr.write(f"{error.message('en')}\n")
            return error.exit_code
        run = [sys.executable, "-m", "kg", "--lang", "en"]
        store = ["--store", str(folder / "store")]
        subprocess.run([*run, "build", str(folder / "articles"), *store], check=True, stdout=subprocess.DEVNULL)
        return subprocess.run([*run, "evaluate", str(folder / "gold"), *store], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
