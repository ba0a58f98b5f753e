"""The graph of the benchmark's tables as a store that tests only read."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.query import Graph
from kg.questions import Answered, answer

ROOT = Path(__file__).resolve().parents[2]
Ask = Callable[[str], Answered]


@pytest.fixture(scope="session")
def benchmark() -> Any:
    """The module `benchmarks/questions.py`."""
    spec = importlib.util.spec_from_file_location("questions_benchmark", ROOT / "benchmarks" / "questions.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def zones(benchmark: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Three zones with bureaus of one name, heads over time, firms, honours, investments."""
    path = tmp_path_factory.mktemp("questions") / "zones.kg"
    benchmark.store_of_tables(path)
    with Graph.open(path) as graph:
        yield graph


@pytest.fixture
def ask(zones: Graph) -> Ask:
    """Ask that graph."""
    return lambda text: answer(zones, text)
