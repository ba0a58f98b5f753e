from pathlib import Path

import pytest

from kg.model import Edge, Snapshot
from kg.store import (
    Adjacency,
    fullest_names,
    names_containing,
    names_ending,
    names_equal,
    names_matching,
    names_sharing,
    names_starting,
    open_store,
)
from kg.store import writing as store_writing
from kg.store.naming import name_rows


def id_of(zone: Snapshot, name: str) -> str:
    return next(e.id for e in zone.entities if e.name == name)


def test_every_name_of_an_entity_is_a_row_of_its_tier(zone: Snapshot) -> None:
    rows = name_rows([e for e in zone.entities if e.name in ("济宁高新区科技创新局", "济宁高新区")])
    assert {(r["key"], r["tier"]) for r in rows} == {
        ("济宁高新区科技创新局", "preferred"),
        ("科技创新局", "alias"),
        ("济宁高新区科创局", "folded"),
        ("科创局", "folded"),
        ("济宁高新区", "preferred"),
        ("高新区", "hidden"),
    }


def test_names_are_found_by_key(zone: Snapshot, zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        (row,) = names_equal(reader, ["科技创新局"])
    assert (row.entity_id, row.tier, row.label) == (
        id_of(zone, "济宁高新区科技创新局"),
        "alias",
        "济宁高新区科技创新局",
    )


def test_quotes_do_not_matter_to_the_key(zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        assert [row.name for row in names_equal(reader, ["一区十园"])] == ["“一区十园”"]


def test_names_are_found_by_start_end_and_part(zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        assert {r.name for r in names_starting(reader, "山东大学")} == {"山东大学", "山东大学生命科学学院"}
        assert {r.name for r in names_ending(reader, "科技园")} == {"滨河科技园"}
        assert {r.name for r in names_containing(reader, "学生")} == {"山东大学生命科学学院"}


@pytest.mark.parametrize("letters", ["binhe", "kejiyuan", "bhkjy", "kjy"])
def test_names_are_found_by_pinyin_and_initials(zone_store: Path, letters: str) -> None:
    with open_store(zone_store) as reader:
        assert "滨河科技园" in names_matching(reader, letters, letters=letters)["name"].to_pylist()


def test_pinyin_is_matched_from_the_start_of_a_syllable(zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        assert len(names_matching(reader, "inhe", letters="inhe")) == 0


def test_shared_character_pairs_are_counted(zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        rows = names_sharing(reader, {"滨河", "科技", "蓼河"}).to_pylist()
    found = {row["name"]: (row["shared"], row["pairs"]) for row in rows}
    assert (found["滨河科技园"], found["蓼河新区"], found["科技创新局"]) == ((2, 4), (1, 3), (1, 4))


def test_fullest_names_by_type_and_kind(zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        assert {r.name for r in fullest_names(reader, "ORG", "company")} == {"辰欣药业股份有限公司", "通佳机械"}
        assert {r.type for r in fullest_names(reader)} == {"ORG", "PARK", "PERSON", "PROGRAMME"}


def test_edges_are_found_from_either_end(zone: Snapshot, zone_store: Path) -> None:
    bureau = id_of(zone, "济宁高新区科技创新局")
    wanted = tuple(e for e in zone.edges if bureau in (e.subject_id, e.object_id))
    with open_store(zone_store) as reader:
        assert reader.edges_of([bureau]) == wanted


def test_an_edge_between_two_entities_asked_for_comes_once(zone: Snapshot, zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        assert reader.edges_of([e.id for e in zone.entities]) == zone.edges


def test_lookups_work_across_row_groups(zone: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_writing, "_ROWS_PER_GROUP", 2)
    monkeypatch.setattr(store_writing, "_DOCUMENTS_PER_GROUP", 1)
    store_writing.write_store(tmp_path / "s.kg", zone, {})
    with open_store(tmp_path / "s.kg") as reader:
        for entity in zone.entities:
            assert reader.entities([entity.id]) == (entity,)
        for document in zone.documents:
            assert reader.documents([document.id]) == (document,)
        assert reader.facts([]) == ()


def test_adjacency_walks_forward_and_backward(zone: Snapshot, zone_store: Path) -> None:
    binhe = id_of(zone, "滨河科技园")

    def ends(edges: list[Edge]) -> set[tuple[str, str]]:
        return {(e.subject_id, e.object_id) for e in edges}

    with open_store(zone_store) as reader:
        parts = Adjacency(reader, predicates=["part_of"])
        assert {(h.start, h.end) for h in parts.forward([binhe])} == ends(
            [e for e in zone.edges if e.subject_id == binhe and e.predicate == "part_of"]
        )
        located = Adjacency(reader, predicates=["located_in"])
        assert {(h.end, h.start) for h in located.backward([binhe])} == ends(
            [e for e in zone.edges if e.object_id == binhe and e.predicate == "located_in"]
        )


def test_adjacency_leaves_other_states_out(zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        everyone = [e.id for e in reader.edges()]
        planned = Adjacency(reader, statuses=["planned"])
        hops = list(planned.forward(m.entity_id for m in fullest_names(reader, "PERSON")))
    assert len(hops) == 1
    assert hops[0].edge_id in everyone
