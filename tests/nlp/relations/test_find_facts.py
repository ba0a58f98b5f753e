import datetime as dt

import pytest

from kg.model import Fact, When
from kg.nlp.relations import find_facts
from tests.marked import marked

PUBLISHED = When("2021-05-10", "2021-05-10", dt.date(2021, 5, 10), dt.date(2021, 5, 10))
GOVERNMENT = {"o1": "government", "o2": "party"}


def facts(text: str, predicate: str) -> list[tuple[str, str, str]]:
    """(subject, object, position) of the facts of a predicate."""
    plain, mentions = marked(text, kinds=GOVERNMENT)
    names = {m.id: m.text for m in mentions}
    found = find_facts("d-1", plain, mentions, PUBLISHED)
    chosen = (f for f in found if f.predicate == predicate)
    return [(names[f.subject_id], names[f.object_id], f.qualifier("position")) for f in chosen]


def only(text: str) -> Fact:
    plain, mentions = marked(text, kinds=GOVERNMENT)
    (fact,) = (f for f in find_facts("d-1", plain, mentions, PUBLISHED) if f.predicate == "holds_position")
    return fact


def test_title_between_body_and_name() -> None:
    text = "标题\n{蓼河高新区科技创新局|ORG:o1}{局长|POSITION}{王运华|PERSON:p1}介绍情况。"
    assert facts(text, "holds_position") == [("王运华", "蓼河高新区科技创新局", "局长")]


def test_stacked_posts_belong_to_one_body() -> None:
    text = "标题\n{蓼河发展集团|ORG:o3}{党委委员|POSITION}、{副董事长|POSITION}、{总经理|POSITION}{刘鹏|PERSON:p1}说。"
    assert {f[2] for f in facts(text, "holds_position")} == {"党委委员", "副董事长", "总经理"}


def test_one_post_of_two_people() -> None:
    text = "标题\n{高明园管理局|ORG:o1}{副局长|POSITION}{刘显明|PERSON:p1}、{王锫|PERSON:p2}到场。"
    assert {f[0] for f in facts(text, "holds_position")} == {"刘显明", "王锫"}


@pytest.mark.parametrize(
    ("clause", "status", "manner"),
    [
        ("{王运华|PERSON:p1}任{蓼河科技局|ORG:o1}{局长|POSITION}", "stated", ""),
        ("原{蓼河科技局|ORG:o1}{局长|POSITION}{王运华|PERSON:p1}", "former", ""),
        ("{王运华|PERSON:p1}曾任{蓼河科技局|ORG:o1}{局长|POSITION}", "former", ""),
        ("{王运华|PERSON:p1}拟任{蓼河科技局|ORG:o1}{局长|POSITION}", "planned", "proposed"),
    ],
)
def test_status_of_a_post(clause: str, status: str, manner: str) -> None:
    fact = only(f"标题\n{clause}。")
    assert (fact.status, fact.qualifier("manner")) == (status, manner)


def test_an_article_without_names_has_no_facts() -> None:
    assert find_facts("d-1", "标题\n今天天气很好。", [], PUBLISHED) == []


def test_evidence_lies_in_the_text_and_holds_the_names() -> None:
    text = "标题\n会议召开。{蓼河高新区科技创新局|ORG:o1}{局长|POSITION}{王运华|PERSON:p1}介绍情况，散会。"
    plain, mentions = marked(text, kinds=GOVERNMENT)
    for fact in find_facts("d-1", plain, mentions, PUBLISHED):
        quote = "".join(plain[s:e] for s, e in fact.evidence)
        assert "蓼河高新区科技创新局" in quote
        assert "会议召开" not in quote


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "2018年3月，{蓼河高新区|PARK:k1}扩区，{蓼河高新区|PARK:k1}与{山东大学|ORG:o1}签署合作协议。",
            ["蓼河高新区与山东大学签署合作协议。", "2018年3月"],
        ),
        (
            "2018年3月{蓼河高新区|PARK:k1}与{山东大学|ORG:o1}签署合作协议。",
            ["2018年3月蓼河高新区与山东大学签署合作协议。"],
        ),
        (
            "{辰欣药业|ORG:o1}投资{蓼河产业园|PROJECT:j1}，项目总投资8亿元，2020年5月开工。",
            ["辰欣药业投资蓼河产业园", "项目总投资8亿元"],
        ),
    ],
)
def test_evidence_tells_time_and_sum_too(text: str, quotes: list[str]) -> None:
    plain, mentions = marked(f"标题\n{text}")
    (fact,) = (f for f in find_facts("d-1", plain, mentions, PUBLISHED) if f.when or f.qualifier("amount"))
    assert [plain[s:e] for s, e in fact.evidence] == quotes


def test_facts_do_not_depend_on_the_order_of_mentions() -> None:
    text = "标题\n{蓼河高新区|PARK:k1}引进{远岫科技有限公司|ORG:o3}、{诺安医疗|ORG:o4}，与{山东大学|ORG:o5}签约。"
    plain, mentions = marked(text)
    assert find_facts("d-1", plain, mentions, PUBLISHED) == find_facts("d-1", plain, mentions[::-1], PUBLISHED)


def test_all_names_of_a_list_share_what_is_said_of_it() -> None:
    text = (
        "标题\n{蓼河人才论坛|EVENT:e1}举行。"
        "该活动由{济宁市科技局|ORG:o1}、{济宁市人社局|ORG:o4}和{蓼河管委会|ORG:o5}共同主办。"
    )
    assert {f[0] for f in facts(text, "hosts")} == {"济宁市科技局", "济宁市人社局", "蓼河管委会"}
