"""How resolution grows: synthetic mentions in any number, a tenth as many names, each size in a process of its own.

    python benchmarks/scaling.py [--sizes 10000 100000 1000000]

Prints seconds and peak memory of each size, and the exponent of growth between the smallest and the largest.
"""

import argparse
import gc
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from synthetic import BRAND, GIVEN

from kg.model import Document, Fact, Mention, content_id, name_key
from kg.resolve import resolve

CITIES = "济宁 常州 烟台 潍坊 淄博 威海 泰安 临沂 德州 聊城 苏州 无锡 南通 徐州 盐城 扬州 合肥 芜湖 蚌埠 宜昌"
ZONES = [f"{city}高新区" for city in CITIES.split()]
LINES = ("机械", "医药", "新材料", "电子科技", "生物科技", "智能装备", "信息技术", "能源", "光电", "环保科技")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
OFFICES = ("科技创新局", "投资促进局", "经济发展局", "财政金融局", "应急管理局", "市场监管局")
PER_DOCUMENT = 30


def firms(number: int, rng: random.Random) -> list[tuple[str, str]]:
    """Full and short names of firms."""
    found = []
    for _ in range(number):
        brand = "".join(rng.choices(BRAND, k=rng.choice((2, 3, 3))))
        line = rng.choice(LINES)
        found.append((f"{rng.choice(ZONES)[:2]}{brand}{line}有限公司", f"{brand}{line}"))
    return found


def corpus(mentions: int) -> tuple[list[Document], list[Mention], list[Fact]]:
    """Documents set in zones, each with firms under full or short names, and heads of offices."""
    rng = random.Random(mentions)
    known = firms(mentions // 12, rng)
    people = [rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2)) for _ in range(mentions // 60)]
    documents: list[Document] = []
    rows: list[Mention] = []
    facts: list[Fact] = []
    for number in range(mentions // PER_DOCUMENT):
        document_id = content_id("d", str(number))
        zone = rng.choice(ZONES)
        names = [("PARK", zone), *_named(zone, known, people, rng)]
        text = f"{zone}新闻\n" + "，".join(name for _, name in names) + "。"
        documents.append(Document(document_id, f"{number}.txt", 1, 1, "", text, "", "", None, ""))
        found = list(_mentions(document_id, zone, names))
        rows += found
        facts.append(_post(document_id, found))
    return documents, rows, facts


def _named(zone: str, known: list[tuple[str, str]], people: list[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    yield "PERSON", rng.choice(people)
    yield "ORG", zone + rng.choice(OFFICES)
    for full, short in (known[min(int(rng.expovariate(8) * len(known)), len(known) - 1)] for _ in range(27)):
        yield "ORG", full if rng.random() < 0.5 else short


def _mentions(document_id: str, zone: str, names: list[tuple[str, str]]) -> Iterator[Mention]:
    local: dict[tuple[str, str], int] = {}
    at = len(zone) + 3
    for type_, name in names:
        number = local.setdefault((type_, name), len(local))
        identifier = content_id("m", document_id, str(at))
        kind = "company" if name.endswith("公司") else ""
        end = at + len(name)
        yield Mention(identifier, document_id, at, end, type_, kind, name, name_key(name), "", number, "", 1.0)
        at = end + 1


def _post(document_id: str, found: list[Mention]) -> Fact:
    person, office = found[1], found[2]
    identifier = content_id("f", document_id)
    evidence = ((person.start, office.end),)
    qualifiers = (("position", "局长"),)
    return Fact(
        identifier, document_id, "holds_position", person.id, office.id, qualifiers, "stated", None, evidence, "", 1.0
    )


def measure(mentions: int) -> None:
    """Resolve one corpus and print its figures."""
    documents, rows, facts = corpus(mentions)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    gc.disable()
    began = time.perf_counter()
    entities = resolve(documents, rows, facts)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(len(rows), len({m.key for m in rows}), len(entities), round(seconds, 2), round(before), round(peak))


def main() -> None:
    """All sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        measure(arguments.one)
        return
    print(f"{'mentions':>10} {'names':>8} {'entities':>9} {'seconds':>8} {'MB before':>10} {'MB peak':>8}")
    seconds: list[tuple[int, float]] = []
    for size in arguments.sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        mentions, names, entities, took, before, peak = done.stdout.split()
        print(f"{mentions:>10} {names:>8} {entities:>9} {took:>8} {before:>10} {peak:>8}", flush=True)
        seconds.append((int(mentions), float(took)))
    (small, first), (large, last) = seconds[0], seconds[-1]
    if large > small:
        print(f"exponent of growth {math.log(last / first) / math.log(large / small):.2f}")


if __name__ == "__main__":
    main()
