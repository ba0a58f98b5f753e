import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kg.query import Graph
from kg.questions import Answered, answer
from kg.vocabulary import read_table
from tests.questions.conftest import ROOT, Ask


def names(found: Answered) -> list[str]:
    return [i.name for i in found.items]


def test_at_least_nine_in_ten_questions_are_answered_right_and_few_wrong(zones: Graph, benchmark: Any) -> None:
    _, entities = benchmark.graph_of_tables()
    rows = read_table(ROOT / "benchmarks" / "questions.tsv")
    found = [(row, answer(zones, row["question"])) for row in rows]
    right = [row for row, a in found if benchmark.right(a, row, entities)]
    wrong = [row for row, a in found if benchmark.said(a) and row not in right]
    assert len(rows) == 150
    assert len(right) >= 0.9 * len(rows)
    assert len(wrong) <= 0.03 * len(rows)


def test_a_query_that_claims_to_be_the_answer_gives_its_entities(zones: Graph, benchmark: Any) -> None:
    rows = read_table(ROOT / "benchmarks" / "questions.tsv")
    claimed = [a for row in rows if (a := answer(zones, row["question"])).same]
    assert len(claimed) > 50
    assert [a.question for a in claimed if not benchmark.same_by_sparql(zones, a)] == []


def test_a_name_in_quotes_is_not_quoted_twice(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        told = answer(graph, "一区十园包括哪些园区").understood
    assert told.zh == "哪些：园区，？ —隶属于→ “一区十园”"
    assert "““" not in told.en


def test_every_answer_has_its_sentence(ask: Ask) -> None:
    (item,) = ask("远大投资投资了什么项目").items
    assert item.evidence[0].sentence == "2023年，远大投资出资8亿元建设绿源疫苗基地项目。"
    assert item.evidence[0].document == "n2023.txt"


@pytest.mark.parametrize(
    "question",
    [
        "谁是江城高新区科技创新局局长",
        "江城高新区科技创新局的局长是谁？",
        "请问江城高新区的科技创新局局长谁当呢",
        "江城高新区科技创新局由谁负责",
        " 江城高新区 科技创新局 局长，是谁 ？",
    ],
)
def test_one_question_asked_in_several_ways_has_one_answer(ask: Ask, question: str) -> None:
    assert names(ask(question)) == ["何建国"]


def test_a_planned_head_does_not_lead(ask: Ask) -> None:
    assert "黄海波" not in names(ask("江城高新区科技创新局历任局长有哪些"))


def test_former_heads_are_told_apart_from_the_answer(ask: Ask) -> None:
    found = ask("江城高新区科技创新局局长是谁")
    assert [i.name for i in found.others] == ["周敏", "陈立新"]


def test_a_bureau_of_several_zones_is_offered_not_guessed(ask: Ask) -> None:
    trouble = ask("科技创新局局长是谁").trouble
    assert trouble and trouble.kind == "ambiguous"
    assert [m.name for m in trouble.candidates] == ["江城高新区科技创新局", "海州高新区科技创新局"]


def test_the_person_settles_which_bureau_is_meant(ask: Ask) -> None:
    assert names(ask("周敏之后谁担任科技创新局局长")) == ["何建国"]


def test_an_unknown_name_is_named(ask: Ask) -> None:
    found = ask("腾飞科技在哪里上市")
    assert found.trouble and found.trouble.kind == "unknown"
    assert "腾飞科技" in found.trouble.words


def test_words_outside_the_grammar_are_named_not_skipped(ask: Ask) -> None:
    found = ask("哪些企业没有获得国家级绿色工厂")
    assert found.trouble and not found.items


def test_a_question_that_is_not_chinese_is_told_so(ask: Ask) -> None:
    trouble = ask("who leads the bureau").trouble
    assert trouble and trouble.kind == "language"


def test_an_award_whose_year_nobody_states_is_near_but_no_answer(ask: Ask) -> None:
    found = ask("2024年获得省级智能工厂的企业有哪些")
    assert names(found) == []
    assert [i.name for i in found.others] == ["飞跃智能装备有限公司"]


def test_last_year_needs_a_today(zones: Graph) -> None:
    question = "去年获批国家级绿色工厂的企业有哪些"
    trouble = answer(zones, question).trouble
    assert trouble and trouble.kind == "date"
    told = answer(zones, question, today=dt.date(2023, 5, 1))
    assert names(told) == ["天工机械有限公司"]


def test_a_subsidiary_is_not_in_the_park_of_its_parent(ask: Ask) -> None:
    assert names(ask("光电产业园有哪些企业")) == ["星河光电股份有限公司", "飞跃智能装备有限公司"]


def test_what_is_not_recorded_is_not_denied(ask: Ask) -> None:
    found = ask("天工机械在光电产业园吗")
    assert found.verdict == "unknown"
    assert found.note and found.note.zh == "图谱中没有记载"


def test_two_conditions_hold_at_once(ask: Ask) -> None:
    assert names(ask("江城高新区获得国家级绿色工厂的上市公司有哪些")) == ["星河光电股份有限公司"]


def test_the_same_question_gives_the_same_answer(ask: Ask) -> None:
    assert ask("江城高新区有哪些企业") == ask("江城高新区有哪些企业")
