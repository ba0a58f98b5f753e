"""Ids that no article gives any more lead to where the rest of their entity went."""

import dataclasses
from pathlib import Path

import pytest

from kg.errors import LookupFailed
from kg.model import Entity, Snapshot
from kg.query import Graph
from kg.store import write_store

MANIFEST = {"software": "0", "input": "0", "base": "https://example.org/htz/"}


def entity(id_: str, *replaces: str, mentions: tuple[str, ...] = ()) -> Entity:
    return Entity(id_, "ORG", "", id_, (id_,), (), ("d-1",), mentions, (), 0.9, replaces)


def write(store: Path, *entities: Entity) -> Path:
    ordered = tuple(sorted(entities, key=lambda e: e.id))
    return write_store(store, Snapshot((), (), (), ordered, ()), MANIFEST)


def found(store: Path, id_: str) -> str:
    with Graph.open(store) as graph:
        return graph.entity(id=id_).id


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "zone.kg"


def test_a_lost_id_leads_to_the_entity_that_most_of_its_other_ids_lead_to(store: Path) -> None:
    write(store, entity("o-a", "o-b", "o-c", "o-d"))
    write(store, entity("o-b"), entity("o-c", "o-d"))
    assert [found(store, id_) for id_ in ("o-a", "o-b", "o-d")] == ["o-c", "o-b", "o-c"]


def test_where_no_id_is_left_the_mentions_tell(store: Path) -> None:
    write(store, entity("o-a", mentions=("m-1", "m-2", "m-3")))
    write(store, entity("o-x", mentions=("m-1",)), entity("o-y", mentions=("m-2", "m-3")))
    assert found(store, "o-a") == "o-y"


def test_an_id_that_was_replaced_before_it_was_lost_leads_on_too(store: Path) -> None:
    write(store, entity("o-a", "o-b"))
    write(store, entity("o-a"))
    assert found(store, "o-b") == "o-a"


def test_what_an_id_led_to_may_be_lost_in_turn(store: Path) -> None:
    write(store, entity("o-a", "o-b"))
    write(store, entity("o-b", mentions=("m-1",)))
    write(store, entity("o-c", mentions=("m-1",)))
    assert [found(store, id_) for id_ in ("o-a", "o-b")] == ["o-c", "o-c"]
    write(store, entity("o-d", "o-c"))
    assert [found(store, id_) for id_ in ("o-a", "o-b", "o-c")] == ["o-d"] * 3


def test_an_id_that_comes_back_is_its_own_again(store: Path) -> None:
    for _ in range(2):
        write(store, entity("o-a", mentions=("m-1",)))
        assert found(store, "o-a") == "o-a"
        write(store, entity("o-b", mentions=("m-1",)))
        assert found(store, "o-a") == "o-b"


def test_an_id_of_which_nothing_is_left_is_not_found(store: Path) -> None:
    write(store, entity("o-a", mentions=("m-1",)), entity("o-b"))
    write(store, entity("o-b"))
    with pytest.raises(LookupFailed):
        found(store, "o-a")


def test_the_version_is_that_of_a_graph_made_at_once(store: Path, tmp_path: Path, zone: Snapshot) -> None:
    write(store, entity("o-a", *(e.id for e in zone.entities[:1])))
    grown, made = (write_store(path, zone, MANIFEST) for path in (store, tmp_path / "made.kg"))
    assert grown.name == made.name
    assert {p.name: p.read_bytes() for p in grown.iterdir()} == {p.name: p.read_bytes() for p in made.iterdir()}
    assert found(store, "o-a") == zone.entities[0].id


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"o-a\n", b"o-a o-a\n", b"o-a o-x\no-x o-a\n"])
def test_notes_that_make_no_sense_are_as_none(store: Path, damage: bytes) -> None:
    write(store, entity("o-b"))
    (store / "FORMER").write_bytes(damage)
    with pytest.raises(LookupFailed):
        found(store, "o-a")


def test_where_no_id_is_lost_there_are_no_notes(store: Path, zone: Snapshot) -> None:
    write_store(store, dataclasses.replace(zone, edges=()), MANIFEST)
    write_store(store, zone, MANIFEST)
    assert not (store / "FORMER").exists()
