"""Every test that the threat model names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "THREAT_MODEL.md").read_text("utf-8"))


def test_the_threat_model_names_tests() -> None:
    assert len(NAMED) >= 10


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file: str, name: str) -> None:
    assert f"def {name}" in (ROOT / file).read_text("utf-8")
