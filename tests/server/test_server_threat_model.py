"""The threat model names tests that exist."""

import re
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_each_threat_has_a_test_that_exists() -> None:
    rows = [row for row in (_ROOT / "THREAT_MODEL.md").read_text("utf-8").splitlines() if row.startswith("| ")][2:]
    assert rows
    for row in rows:
        named = _TEST.search(row)
        assert named, row
        assert f"def {named[2]}(" in (_ROOT / named[1]).read_text("utf-8"), row
