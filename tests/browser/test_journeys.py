"""What people do with the pages, in a real browser; `benchmarks/journeys.py` walks every combination."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.walking import READY, Mode, build_stores, walk
from tests.server.running import serving

pytestmark = pytest.mark.skipif(not READY, reason="node, chromium or playwright (npm install in tests/browser) missing")
MODES: list[Mode] = [("zh", 1280, "light"), ("en", 360, "dark")]
JOURNEYS = 18


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Any]]]:
    """Every journey, walked once on a desktop in Chinese and once on a phone in English."""
    folder: Path = tmp_path_factory.mktemp("browser")
    seeds, hostile = build_stores(folder)
    with serving(seeds) as one, serving(hostile) as other:
        yield walk(one, other, MODES, timeout=300)


def test_every_journey_is_walked_in_every_mode(walked: list[dict[str, Any]]) -> None:
    assert len({(w["journey"], w["mode"]) for w in walked}) == JOURNEYS * len(MODES)


def test_no_journey_meets_trouble(walked: list[dict[str, Any]]) -> None:
    assert {f"{w['journey']} ({w['mode']})": w["troubles"] for w in walked if w["troubles"]} == {}
