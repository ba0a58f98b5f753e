"""Where commands run."""

from pathlib import Path

import pytest


@pytest.fixture
def surroundings(zone_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The zone's store as the user's own, and no language wished for."""
    monkeypatch.setenv("KG_STORE", str(zone_store))
    for name in ("KG_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
