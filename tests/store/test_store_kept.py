from pathlib import Path

import pytest

import kg.store.reading as store_reading
from kg.store import open_store


def test_answers_are_the_same_whether_row_groups_are_kept_or_not(
    zone_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(zone_store) as reader:
        ids = [e.id for e in reader.snapshot().entities]
        kept = [(reader.entities([i]), reader.edges_of([i])) for i in (*ids, *ids)]
    monkeypatch.setattr(store_reading, "_KEPT", 0)
    with open_store(zone_store) as reader:
        assert [(reader.entities([i]), reader.edges_of([i])) for i in (*ids, *ids)] == kept
        assert len(reader._kept) == 1
