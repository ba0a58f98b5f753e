from pathlib import Path

import pytest

from kg.errors import LookupFailed
from kg.query import Graph


@pytest.mark.parametrize(
    ("asked", "name", "how"),
    [
        ("济宁高新区科技创新局", "济宁高新区科技创新局", "preferred"),
        ("濟寧高新區科技創新局", "济宁高新区科技创新局", "preferred"),
        ("科技创新局", "济宁高新区科技创新局", "alias"),
        ("科创局", "济宁高新区科技创新局", "abbreviation"),
        ("泰山区科创局", "泰山区科技创新局", "abbreviation"),
        ("生命科学学院", "山东大学生命科学学院", "owner"),
        ("滨河", "滨河科技园", "part"),
        (" 一区 十园 ", "“一区十园”", "preferred"),
    ],
)
def test_a_name_is_found_in_its_tier(zone_store: Path, asked: str, name: str, how: str) -> None:
    with Graph.open(zone_store) as graph:
        found = graph.entity(asked)
    assert (found.name, found.how) == (name, how)


def test_a_higher_tier_keeps_lower_ones_out(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert [m.name for m in graph.candidates("山东大学")] == ["山东大学"]


def test_several_meanings_are_offered_not_guessed(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph, pytest.raises(LookupFailed) as caught:
        graph.entity("创新局")
    assert caught.value.ambiguous
    assert caught.value.exit_code == 3
    assert [getattr(c, "name", "") for c in caught.value.candidates] == [
        "任城区科技创新局",
        "泰山区科技创新局",
        "济宁高新区科技创新局",
    ]


def test_a_zone_narrows_the_meanings(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert graph.entity("创新局", within="济宁高新区").name == "济宁高新区科技创新局"


def test_a_type_narrows_the_meanings(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert {m.type for m in graph.candidates("新区")} == {"ORG", "PARK"}
        assert {m.type for m in graph.candidates("新区", types=["PARK"])} == {"PARK"}


def test_an_id_names_an_entity_outright(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        wanted = graph.entity("王运华")
        assert graph.entity(id=wanted.id).name == "王运华"


def test_an_unknown_id_is_refused(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph, pytest.raises(LookupFailed, match="p-nobody"):
        graph.entity(id="p-nobody")


def test_a_form_too_general_is_no_name_by_itself(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert "济宁高新区" not in {m.matched for m in graph.candidates("高新区") if m.how in ("preferred", "alias")}


@pytest.mark.parametrize(
    ("asked", "nearest"), [("科技局", "济宁高新区科技创新局"), ("辰欣制药", "辰欣药业股份有限公司")]
)
def test_an_unknown_name_gets_the_nearest_known_ones(zone_store: Path, asked: str, nearest: str) -> None:
    with Graph.open(zone_store) as graph, pytest.raises(LookupFailed) as caught:
        graph.entity(asked)
    assert not caught.value.ambiguous
    assert caught.value.exit_code == 1
    assert nearest in [getattr(c, "name", "") for c in caught.value.candidates]
    assert nearest in caught.value.zh


@pytest.mark.parametrize("asked", ["", "  ", "“”", "鑫"])
def test_names_of_nothing_are_refused(zone_store: Path, asked: str) -> None:
    with Graph.open(zone_store) as graph, pytest.raises(LookupFailed):
        graph.entity(asked)


@pytest.mark.parametrize("text", ["科技园", "kejiyuan", "KeJiYuan", "kjy"])
def test_find_knows_parts_pinyin_and_initials(zone_store: Path, text: str) -> None:
    with Graph.open(zone_store) as graph:
        assert [m.name for m in graph.find(text)] == ["滨河科技园"]


def test_find_puts_equal_names_first(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert [m.name for m in graph.find("山东大学")] == ["山东大学", "山东大学生命科学学院"]


def test_find_keeps_to_types(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert {m.type for m in graph.find("新区", types=["PARK"])} == {"PARK"}


def test_find_offers_the_nearest_names(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph, pytest.raises(LookupFailed, match="滨河科技园"):
        graph.find("滨河公园")
