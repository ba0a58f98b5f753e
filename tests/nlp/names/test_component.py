import pytest

from kg.nlp.names import Candidate
from kg.nlp.names.component import THRESHOLDS, Names


def surfaces(text: str, names: list[Candidate]) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.type) for c in names]


def test_a_lone_quotation_mark_at_the_edge_is_made_whole() -> None:
    text = "推行“人才超市”运作模式"
    found = Names(["boundaries"]).find(text, [Candidate(3, 12, "PROGRAMME", "recogniser", 0.9)])
    assert surfaces(text, found) == [("“人才超市”运作模式", "PROGRAMME")]


def test_a_doubtful_body_in_front_of_a_title_stays() -> None:
    text = "市纪委书记、监委主任高峰主持，监委部署"
    body, elsewhere = Candidate(6, 8, "ORG", "recogniser", 0.3), Candidate(15, 17, "ORG", "recogniser", 0.3)
    title = Candidate(8, 10, "POSITION", "recogniser", 0.7)
    assert Names([], THRESHOLDS).find(text, [body, title, elsewhere]) == [body, title]


def test_a_name_found_once_is_found_again() -> None:
    text = "浩珂科技有限公司扩产。浩珂科技有限公司成立于2003年。"
    found = Names(["consistency"]).find(text, [Candidate(0, 8, "ORG", "recogniser", 0.97)])
    assert [c.start for c in found] == [0, 11]


def test_a_doubtful_name_is_not_spread() -> None:
    text = "浩珂科技有限公司扩产。浩珂科技有限公司成立于2003年。"
    found = Names(["consistency"]).find(text, [Candidate(0, 8, "ORG", "recogniser", 0.5)])
    assert [c.start for c in found] == [0]


def test_a_quoted_programme_does_not_cut_into_a_recognised_name() -> None:
    text = "“苏服办”改革创新示范点"
    whole = Candidate(0, len(text), "HONOUR", "recogniser", 0.8)
    assert Names(["quotes"]).find(text, [whole]) == [whole]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("本报记者 孔茜", ["孔茜"]),
        ("□王硕 绪言 吴丛", ["王硕", "绪言", "吴丛"]),
        ("（记者 侯雨桐 通讯员 汪倩）", ["侯雨桐", "汪倩"]),
        ("记者 周洁吴丛", ["周洁", "吴丛"]),
        ("文/图 本报记者 欧阳修远", ["欧阳修远"]),
    ],
)
def test_bylines(byline: str, names: list[str]) -> None:
    found = Names(["bylines"]).find(byline, [])
    assert [byline[c.start : c.end] for c in found] == names
