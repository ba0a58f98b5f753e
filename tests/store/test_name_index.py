import shutil
from pathlib import Path

import pytest

from kg.store import open_store
from kg.store.layout import NAME_INDEX


def index_of(store: Path) -> Path:
    with open_store(store) as reader:
        return reader.version / NAME_INDEX


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def store(zone_store: Path, tmp_path: Path) -> Path:
    """A copy of the zone's graph without index."""
    return Path(shutil.copytree(zone_store, tmp_path / "zone.kg", ignore=shutil.ignore_patterns(NAME_INDEX)))


def test_each_pair_of_characters_leads_to_the_names_that_hold_it(store: Path) -> None:
    with open_store(store) as reader:
        keys = reader.names.names["key"].to_pylist()
        for pair in ("科技", "大学", "一区", "局科"):
            rows = reader.names.holding(pair).to_pylist()
            assert rows == [number for number, key in enumerate(keys) if pair in key]


def test_a_second_reader_finds_the_index_and_the_same_names(store: Path) -> None:
    with open_store(store) as reader:
        made = reader.names.names
    before = contents(index_of(store))
    with open_store(store) as reader:
        assert reader.names.names.equals(made)
    assert contents(index_of(store)) == before


def test_the_index_of_the_same_names_has_the_same_bytes(store: Path) -> None:
    with open_store(store) as reader:
        assert reader.names
    before = contents(index_of(store))
    shutil.rmtree(index_of(store))
    with open_store(store) as reader:
        assert reader.names
    assert contents(index_of(store)) == before


@pytest.mark.parametrize("damage", [b"", b"no Arrow file"])
def test_an_index_that_cannot_be_read_is_made_again(store: Path, damage: bytes) -> None:
    with open_store(store) as reader:
        assert reader.names
    (index_of(store) / "grams.arrow").write_bytes(damage)
    with open_store(store) as reader:
        assert len(reader.names.holding("科技")) > 0


def test_without_a_place_for_it_the_index_is_made_in_memory(store: Path) -> None:
    index_of(store).write_text("a file where the folder should be")
    with open_store(store) as reader:
        assert len(reader.names.holding("科技")) > 0
    assert index_of(store).is_file()
