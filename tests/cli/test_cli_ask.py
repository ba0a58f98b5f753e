import json

import pytest

from tests.cli.commands import Captured, run

pytestmark = pytest.mark.usefixtures("surroundings")


def test_the_answer_comes_with_its_sentence_and_what_was_understood(capsys: Captured) -> None:
    code, out, err = run(capsys, "ask", "济宁高新区科技创新局局长是谁？")
    assert code == 0
    assert out.splitlines()[:2] == [
        "罗会涛  济宁高新区科技创新局 局长  见于 2021-05",
        "    济宁高新区科技创新局局长罗会涛介绍，副局长何平补充。  c2021.txt (2021-05)",
    ]
    assert "济宁高新区科技创新局" in err


def test_explain_shows_the_query(capsys: Captured) -> None:
    _, out, _ = run(capsys, "ask", "一区十园包括哪些园区", "--explain")
    assert "rdf:predicate kg:partOf" in out


def test_json_has_verdict_answers_and_query(capsys: Captured) -> None:
    code, out, _ = run(capsys, "ask", "辰欣药业上市了吗", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["verdict"] == "yes"
    assert found["trouble"] is None
    assert [a["name"] for a in found["answers"]] == ["上海证券交易所"]


def test_what_is_unknown_is_said_with_code_1(capsys: Captured) -> None:
    code, out, err = run(capsys, "ask", "北方重工在哪里上市")
    assert (code, out) == (1, "")
    assert "北方重工" in err


def test_several_meanings_are_listed_with_code_3(capsys: Captured) -> None:
    code, out, _ = run(capsys, "ask", "创新局局长是谁")
    assert code == 3
    assert "任城区科技创新局" in out


def test_a_today_that_is_no_date_is_wrong_usage(capsys: Captured) -> None:
    assert run(capsys, "ask", "去年谁是济宁高新区科技创新局局长", "--today", "soon")[0] == 2


def test_english_gets_a_line_in_english(capsys: Captured) -> None:
    code, _, err = run(capsys, "ask", "who leads", "--lang", "en")
    assert code == 1
    assert "ask in Chinese" in err
