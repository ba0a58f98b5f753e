"""The notebooks run: their code cells one after another, as a reader would."""

import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))


def cells(path: Path) -> list[str]:
    notebook = json.loads(path.read_text("utf-8"))
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]


def run(path: Path) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for source in cells(path):
        exec(compile(source, str(path), "exec"), names)
    return names


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs(path: Path) -> None:
    assert run(path)


def test_the_first_notebook_finds_the_head_of_the_bureau() -> None:
    (path,) = (p for p in NOTEBOOKS if p.stem.startswith("01-"))
    leaders = run(path)["leaders"]
    assert [(a.person, a.status) for a in leaders.answers] == [("罗会涛", "current"), ("王运华", "former")]
