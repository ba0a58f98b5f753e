"""The documents export: each page in its own names, in the form of the gold files."""

import dataclasses
import io
import json
from typing import Any

import pytest

from kg.export import document_rows, documents
from kg.model import Mention, Snapshot, name_key
from tests.snapshots import Y2020, Maker, worked_example


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    return {row["document"]: row for row in document_rows(worked_example())}


def named(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {e["names"][0]: e for e in row["entities"]}


def said(row: dict[str, Any]) -> set[tuple[str, str, str, str]]:
    name = {e["id"]: e["names"][0] for e in row["entities"]}
    return {(name[r["subject"]], r["predicate"], name[r["object"]], r.get("position", "")) for r in row["relations"]}


def test_one_row_a_file_and_the_parts_of_a_page_together(rows: dict[str, dict[str, Any]]) -> None:
    assert list(rows) == ["001.txt", "002.txt", "004.txt"]
    assert {r["predicate"] for r in rows["004.txt"]["relations"]} == {"listed_on", "located_in", "develops_industry"}


def test_the_date_of_a_page_is_that_of_its_first_dated_part(rows: dict[str, dict[str, Any]]) -> None:
    assert [rows[n]["published"] for n in rows] == ["2020", "2021-05", "2017-10-23"]


def test_names_are_those_the_page_prints_the_longest_first(rows: dict[str, dict[str, Any]]) -> None:
    assert named(rows["001.txt"])["济宁高新区科技创新局"]["names"] == ["济宁高新区科技创新局", "科技创新局"]
    assert named(rows["004.txt"])["辰欣药业股份有限公司"]["names"] == ["辰欣药业股份有限公司", "辰欣药业"]


def test_a_name_that_only_other_articles_print_stays_out() -> None:
    m = Maker()
    m.document("1.txt", "辰欣药业股份有限公司", None)
    m.document("2.txt", "辰欣药业", None)
    m.entity("ORG", "辰欣药业股份有限公司", "辰欣药业", kind="company")
    second = [row for row in document_rows(m.snapshot()) if row["document"] == "2.txt"]
    assert [e["names"] for e in second[0]["entities"]] == [["辰欣药业"]]


def with_mentions(snapshot: Snapshot, *more: Mention) -> Snapshot:
    mentions = tuple(sorted((*snapshot.mentions, *more), key=lambda m: m.id))
    return dataclasses.replace(snapshot, mentions=mentions)


def test_a_fuller_name_that_the_page_spells_out_is_a_name() -> None:
    m = Maker()
    document = m.document("1.txt", "济宁高新区党工委、管委会", None)
    short = Mention(
        "m-1", document, 9, 12, "ORG", "government", "管委会", "管委会", "济宁高新区管委会", 3, "coordination", 0.8
    )
    (row,) = document_rows(with_mentions(m.snapshot(), short))
    assert row["entities"] == [
        {"id": "o1", "type": "ORG", "kind": "government", "names": ["济宁高新区管委会", "管委会"], "confidence": 0.8}
    ]


def test_a_title_is_no_entity() -> None:
    m = Maker()
    document = m.document("1.txt", "局长", None)
    title = Mention("m-1", document, 0, 2, "POSITION", "", "局长", "局长", "", -1, "titles", 0.9)
    (row,) = document_rows(with_mentions(m.snapshot(), title))
    assert row["entities"] == []


def bare(id_: str, document: str, text: str, local: int, type_: str = "ORG") -> Mention:
    return Mention(id_, document, 0, len(text), type_, "", text, name_key(text), "", local, "sample", 0.9)


def two_parts(first: str, second: str, types: tuple[str, str] = ("ORG", "ORG")) -> list[list[str]]:
    m = Maker()
    one = m.document("1.txt", first, None, 1, 2)
    two = m.document("1.txt", second, None, 2, 2)
    mentions = bare("m-1", one, first, 0, types[0]), bare("m-2", two, second, 0, types[1])
    (row,) = document_rows(with_mentions(m.snapshot(), *mentions))
    return [e["names"] for e in row["entities"]]


def test_two_parts_share_an_entity_of_equal_type_and_name() -> None:
    assert two_parts("“6501”工程", "6501工程") == [["“6501”工程"]]
    assert two_parts("通佳机械", "泰丰液压") == [["通佳机械"], ["泰丰液压"]]
    assert two_parts("创新谷", "创新谷", ("ORG", "PARK")) == [["创新谷"], ["创新谷"]]


def test_two_numbers_of_one_part_stay_two_unless_the_graph_joins_them() -> None:
    m = Maker()
    document = m.document("1.txt", "王伟王伟", None)
    twice = bare("m-1", document, "王伟", 0), bare("m-2", document, "王伟", 1)
    (row,) = document_rows(with_mentions(m.snapshot(), *twice))
    assert len(row["entities"]) == 2


def test_facts_become_relations_and_denied_ones_do_not(rows: dict[str, dict[str, Any]]) -> None:
    assert ("罗会涛", "holds_position", "济宁高新区科技创新局", "局长") in said(rows["002.txt"])
    assert not [r for r in rows["002.txt"]["relations"] if r.get("position") == "主任"]


def test_a_planned_fact_says_so(rows: dict[str, dict[str, Any]]) -> None:
    row = rows["002.txt"]
    (sun,) = [r for r in row["relations"] if r["subject"] == named(row)["孙立"]["id"]]
    assert sun["status"] == "planned"


def test_qualifiers_are_verbatim_and_a_start_is_no_date_of_the_fact(rows: dict[str, dict[str, Any]]) -> None:
    row = rows["002.txt"]
    by_predicate = {r["predicate"]: r for r in row["relations"]}
    assert by_predicate["invests_in"]["amount"] == "8亿元"
    assert by_predicate["hosts"]["at"] == "2019-01/2019-09"
    (luo,) = [r for r in row["relations"] if r["subject"] == named(row)["罗会涛"]["id"]]
    assert luo["since"] == "2021-03" and "at" not in luo


def test_the_publication_date_is_not_repeated() -> None:
    m = Maker()
    document = m.document("1.txt", "王运华任科技创新局局长", Y2020)
    bureau, wang = m.entity("ORG", "科技创新局"), m.entity("PERSON", "王运华")
    m.says(document, wang, "holds_position", bureau, "王运华任科技创新局局长", position="局长", at=Y2020)
    (row,) = document_rows(m.snapshot())
    assert "at" not in row["relations"][0]


def test_one_claim_said_twice_is_one_relation() -> None:
    m = Maker()
    document = m.document("1.txt", "甲集团与乙大学合作。乙大学与甲集团签约。", None)
    one, other = m.entity("ORG", "甲集团"), m.entity("ORG", "乙大学")
    m.says(document, one, "cooperates_with", other, "甲集团与乙大学合作")
    m.says(document, other, "cooperates_with", one, "乙大学与甲集团签约")
    (row,) = document_rows(m.snapshot())
    assert len(row["relations"]) == 1


def test_ids_are_unique_and_relations_point_to_entities(rows: dict[str, dict[str, Any]]) -> None:
    for row in rows.values():
        ids = [e["id"] for e in row["entities"]]
        assert len(set(ids)) == len(ids)
        assert {r[side] for r in row["relations"] for side in ("subject", "object")} <= set(ids)


def test_the_file_is_one_json_object_a_line_in_chinese() -> None:
    stream = io.BytesIO()
    documents(worked_example(), stream)
    lines = stream.getvalue().decode().splitlines()
    assert len(lines) == 3 and "济宁高新区科技创新局" in lines[0]
    assert lines == [json.dumps(json.loads(x), ensure_ascii=False, sort_keys=True) for x in lines]
