"""A lookup imports no library that it can do without: pandas alone takes as long as a lookup may."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in ("pandas", "spacy", "torch", "networkx", "rdflib"):
            sys.stderr.write(f"import {name}\\n")
sys.meta_path.insert(0, Watch())
from kg.cli import main
main()
"""


LOOKUPS = ("find 科技", "find 科技创薪局", "list ORG --kind government", "who-leads 科技创新局")


def lookup(store: Path, words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", PROGRAM, *words.split(), "--store", str(store)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def store(zone_store: Path) -> Path:
    """A store whose names have been looked up once, which makes their index."""
    lookup(zone_store, LOOKUPS[0])
    return zone_store


@pytest.mark.parametrize("words", LOOKUPS)
def test_a_lookup_imports_nothing_heavy(store: Path, words: str) -> None:
    told = lookup(store, words)
    assert [line for line in told.stderr.splitlines() if line.startswith("import ")] == []
    assert told.stdout or "科技创薪局" in told.stderr
