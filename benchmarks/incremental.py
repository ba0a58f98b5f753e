"""Builds that redo only what changed.

    python benchmarks/incremental.py equal --runs 200     random changes: incremental = from scratch, byte for byte
    python benchmarks/incremental.py time --articles 10000   one changed article among many

Exit code 1 if a grown graph differs from one made at once.
"""

import argparse
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from synthetic import write_articles

from kg.config import load_config
from kg.flow import build

PEOPLE = ("王运华", "罗会涛", "李强", "欧阳明月")
BODIES = ("科技创新局", "济宁高新区科技创新局", "投资促进局", "济宁高新区管委会")
FIRMS = ("辰欣药业", "辰欣药业股份有限公司", "山东通佳机械有限公司", "通佳机械", "通佳")
JUDGEMENTS = (
    ("same", "ORG:辰欣药业", "ORG:辰欣药业股份有限公司"),
    ("different", "ORG:通佳", "ORG:山东通佳机械有限公司"),
    ("rename", "ORG:辰欣药业", "辰欣药业集团"),
)
SENTENCES = ("{body}局长{person}介绍情况。", "{person}任{body}副局长。", "{firm}落户高新区。", "{body}与{firm}签约。")


def article(rng: random.Random) -> str:
    """A few sentences on few names, so that articles have much to do with each other."""
    lines = [f"济宁高新区简讯{rng.randrange(100)}", f"{rng.randint(2015, 2024)}年{rng.randint(1, 12)}月1日"]
    for _ in range(rng.randint(1, 4)):
        names = {"body": rng.choice(BODIES), "person": rng.choice(PEOPLE), "firm": rng.choice(FIRMS)}
        lines.append(rng.choice(SENTENCES).format(**names))
    return "\n".join(lines) + "\n"


def change(folder: Path, rng: random.Random) -> str:
    """Add, edit or delete an article, or say when it was published; what was done."""
    files = sorted(folder.glob("*.txt"))
    kind = rng.choice(("add", "add", "edit", "delete", "date")) if len(files) > 1 else "add"
    if kind == "add":
        (folder / f"{rng.randrange(10**6):06}.txt").write_text(article(rng), "utf-8")
    elif kind == "edit":
        rng.choice(files).write_text(article(rng), "utf-8")
    elif kind == "delete":
        rng.choice(files).unlink()
    else:
        rng.choice(files).with_suffix(".toml").write_text(f'published = "{rng.randint(2010, 2024)}"\n', "utf-8")
    return kind


def judge(file: Path, rng: random.Random) -> str:
    """Let some of the judgements hold and no others."""
    chosen = [row for row in JUDGEMENTS if rng.random() < 0.5]
    lines = [json.dumps({"verdict": v, "left": a, "right": b, "by": "张三"}, ensure_ascii=False) for v, a, b in chosen]
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return f"judge:{len(lines)}"


def contents(store: Path) -> dict[str, bytes]:
    """All bytes of a graph's current version."""
    version = store / (store / "CURRENT").read_text("ascii").strip()
    return {path.name: path.read_bytes() for path in sorted(version.iterdir())}


def equal(seed: int) -> tuple[bool, list[str]]:
    """One run: a graph that grows through random changes against one made at once."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "judgements.jsonl"
        config = load_config(settings=[f"curation.judgements={file}"], environment={})
        folder, grown, made = (Path(name) / part for part in ("articles", "grown.kg", "made.kg"))
        folder.mkdir()
        done = []
        for _ in range(rng.randint(2, 6)):
            done += [change(folder, rng) for _ in range(rng.randint(1, 3))]
            if rng.random() < 0.5:
                done.append(judge(file, rng))
            build([folder], grown, config)
        build([folder], made, config)
        return contents(grown) == contents(made), done


def timed(number: int, store: Path | None) -> None:
    """Seconds of builds of many articles: from scratch, unchanged, with one edited, one new and one deleted."""
    config = load_config(environment={})
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name) / "articles", store or Path(name) / "zone.kg"
        write_articles(number, folder)

        def run(what: str) -> None:
            began = time.monotonic()
            report = build([folder], store, config)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{what:10} {time.monotonic() - began:7.1f} s  peak {memory} MB  {report.changes}", flush=True)

        run("first")
        run("unchanged")
        edited = folder / "000001.txt"
        edited.write_text(edited.read_text("utf-8") + "济宁高新区科技创新局局长罗会涛介绍情况。\n", "utf-8")
        run("edited")
        shutil.copy(folder / "000003.txt", folder / "new.txt")
        (folder / "000002.txt").unlink()
        run("exchanged")


def main() -> int:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("equal", "time"))
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--store", type=Path)
    arguments = parser.parse_args()
    if arguments.what == "time":
        timed(arguments.articles, arguments.store)
        return 0
    different = []
    for seed in range(arguments.runs):
        same, done = equal(seed)
        if not same:
            different.append(seed)
            print(f"seed {seed}: DIFFERENT after {' '.join(done)}")
    print(f"{arguments.runs - len(different)} of {arguments.runs} grown graphs equal to one made at once")
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main())
