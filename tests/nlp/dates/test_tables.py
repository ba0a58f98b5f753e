"""The tables of `benchmarks/`, written by reading: they hold the level that was reached."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from kg.model import When
from kg.nlp.amounts import find_amounts
from kg.nlp.dates import find_dates
from kg.nlp.dates.period import of_iso

ROOT = Path(__file__).resolve().parents[3] / "benchmarks"


def rows(name: str) -> list[dict[str, str]]:
    path = ROOT / f"{name}.tsv"
    if not path.exists():
        pytest.skip("the benchmark tables are not shipped")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def when(text: str) -> When | None:
    known = of_iso(text) if text else None
    return When(text, text, known.first, known.last) if known else None


def test_nearly_all_times_of_the_table_are_read_right() -> None:
    wanted, found = set(), set()
    for row in rows("dates"):
        key = (row["sentence"], row["published"])
        if row["expression"]:
            bounds = dt.date.fromisoformat(row["earliest"]), dt.date.fromisoformat(row["latest"])
            wanted.add((*key, row["expression"], row["iso"], *bounds, row["role"]))
        times = [s.when for s in find_dates(row["sentence"], when(row["published"]))]
        found |= {(*key, w.text, w.iso, w.earliest, w.latest, w.role) for w in times}
    assert len(wanted) > 150
    assert len(wanted ^ found) <= len(wanted) * 0.05


def test_nearly_all_amounts_of_the_table_are_read_right() -> None:
    wanted, found = set(), set()
    for row in rows("amounts"):
        if row["text"]:
            vague, total = row["approximate"] == "yes", row["total"] == "yes"
            wanted.add((row["sentence"], row["text"], row["value"], row["currency"], vague, total))
        for a in find_amounts(row["sentence"]):
            value = "" if a.value is None else f"{a.value:f}"
            found.add((row["sentence"], a.text, value, a.currency, a.approximate, a.total))
    assert len(wanted) >= 60
    assert len(wanted ^ found) <= len(wanted) * 0.05
